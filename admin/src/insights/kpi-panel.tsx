import { styled } from '@mui/material/styles';
import { useId } from 'react';
import type { Kpi } from '../api-types';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Card, CsvLink } from './chart-card';
import { number, share } from './labels';
import { csvHref, type Scope, useInsight } from './use-insight';
import { words } from './words';

const Rows = styled('ul')`
  list-style: none; margin: 0; padding: 0;
  & > li { display: grid; grid-template-columns: minmax(0, 1fr) 52px 150px 110px; gap: 2px 14px; align-items: baseline;
    padding: 7px 0; border-top: 1px solid var(--line); }
  & summary { cursor: pointer; } & details p { color: var(--text-2); margin: 3px 0 2px; font-size: 12px; line-height: 17px; }
  & b { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
  & .of { color: var(--text-2); font-size: 12px; text-align: right; font-variant-numeric: tabular-nums; }
  & svg { width: 100%; height: 12px; align-self: center; overflow: visible; }
  & .scale { stroke: var(--line-2); } & .interval { stroke: var(--text-2); stroke-width: 3; } & .value { fill: var(--ink); }
  @media (max-width: 760px) { & > li { grid-template-columns: minmax(0, 1fr) auto; } & svg { grid-column: 1; } }
`;

/** What users did with answers: each share with its definition one press away, its interval, and what it is made of. */
export function Kpis({ scope }: { scope: Scope }) {
  const id = useId();
  const { title, says, none } = words.kpis;
  const query = useInsight('kpis', scope);
  const kpis = query.data?.data.filter(({ reasonCode }) => reasonCode === null) ?? [];
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {query.data && <CsvLink title={title} href={csvHref('kpis', query.data)} />}
      </header>
      {query.isPending && <LoadingRows rows={4} />}
      {query.error && !query.data && <ErrorBlank error={query.error} retry={() => query.refetch()} />}
      {query.data && (
        <>
          <p className="lead">{kpis.some(({ name, value }) => ofEvents(name) && value !== null) ? says : none}</p>
          <Rows>
            {kpis.map((kpi) => (
              <Row key={kpi.name} kpi={kpi} />
            ))}
          </Rows>
        </>
      )}
    </Card>
  );
}

/** The last three are counted of all tickets, the others of what agents tell. */
const ofEvents = (name: Kpi['name']): boolean =>
  !['approval_sla', 'automation_rate', 'policy_violation_rate'].includes(name);

function Row({ kpi: { name, numerator, denominator, value, low, high } }: { kpi: Kpi }) {
  const [title, definition] = words.kpis.names[name];
  return (
    <li>
      <details>
        <summary>{title}</summary>
        <p>{definition}</p>
      </details>
      <b>{share(numerator, denominator)}</b>
      {value === null ? <span /> : <Interval value={value} low={low!} high={high!} />}
      <span className="of">{words.kpis.of(number(numerator), number(denominator))}</span>
    </li>
  );
}

/** A share between none and all, and where it lies at 95 %. */
function Interval({ value, low, high }: { value: number; low: number; high: number }) {
  const percent = (part: number) => `${part * 100}%`;
  return (
    <svg role="img" aria-label={words.kpis.between(share(low, 1), share(high, 1))}>
      <title>{words.kpis.between(share(low, 1), share(high, 1))}</title>
      <line className="scale" x1="0" x2="100%" y1="6" y2="6" />
      <line className="interval" x1={percent(low)} x2={percent(high)} y1="6" y2="6" />
      <circle className="value" cx={percent(value)} cy="6" r="4" />
    </svg>
  );
}
