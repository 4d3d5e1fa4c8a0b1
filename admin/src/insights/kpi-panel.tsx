import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import type { TrendInsight } from '../api-types';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Icon } from '../ui/icons';
import { Card, CsvLink, NumberTable } from './chart-card';
import { GROUPS, type Group, ofIntake } from './kpi-groups';
import { KpiRow } from './kpi-row';
import { words } from './kpi-words';
import { number, rateOf } from './labels';
import { csvHref, grainOf, rawHref, type Scope, useInsight } from './use-insight';
import { words as common } from './words';

const Groups = styled('div')`
  & h3 { font: inherit; font-weight: 600; margin: 14px 0 4px; }
  & ul { list-style: none; margin: 0; padding: 0; }
  & li { display: grid; grid-template-columns: minmax(0, 1fr) 52px 150px 200px 110px; gap: 2px 18px; align-items: center;
    padding: 5px 0; border-top: 1px solid var(--line); min-height: 40px; }
  & summary { cursor: pointer; padding: 4px 0; }
  & details dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 2px 10px; margin: 2px 0 6px; font-size: 12px; line-height: 17px; }
  & dt { color: var(--text-2); } & dd { margin: 0; }
  & b { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
  & .of, & .none { color: var(--text-2); font-size: 12px; }
  & .of { text-align: right; font-variant-numeric: tabular-nums; }
  & .interval { width: 100%; height: 12px; overflow: visible; }
  & .scale { stroke: var(--line-2); } & .reach { stroke: var(--text-2); stroke-width: 3; } & .value { fill: var(--ink); }
  @media (max-width: 1100px) { & li { grid-template-columns: minmax(0, 1fr) 52px 150px 110px; } & .moved { grid-column: 1 / -1; } }
  @media (max-width: 760px) { & li { grid-template-columns: minmax(0, 1fr) auto; padding-block: 8px; } & .interval, & .none { grid-column: 1; } & .of { grid-area: 2 / 2; } }
`;

interface KpisProps {
  scope: Scope;
  /** When something changed, as ISO 8601. */
  changes: string[];
}

/** Every figure with its definition one press away, its interval, how it moved, and what it is made of. */
export function Kpis({ scope, changes }: KpisProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const query = useInsight('kpis/trend', scope, grainOf(scope.span));
  const { title } = words;
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <Button
          variant="text"
          size="small"
          onClick={() => setAsTable(!asTable)}
          aria-label={asTable ? common.chartOf(title) : common.tableOf(title)}
        >
          <Icon name={asTable ? 'chart' : 'log'} size={14} /> {asTable ? common.chart : common.table}
        </Button>
        {query.data && <CsvLink title={title} href={csvHref('kpis/trend', query.data)} />}
        {query.data && (
          <Button
            variant="text"
            size="small"
            component="a"
            href={rawHref(query.data)}
            download
            aria-label={words.rawLabel}
          >
            <Icon name="download" size={14} /> {words.raw}
          </Button>
        )}
      </header>
      {query.isPending && <LoadingRows rows={6} />}
      {query.error && !query.data && <ErrorBlank error={query.error} retry={() => query.refetch()} />}
      {query.data && (asTable ? <AsTable insight={query.data} /> : <AsRows insight={query.data} changes={changes} />)}
    </Card>
  );
}

function AsRows({ insight, changes }: { insight: TrendInsight; changes: string[] }) {
  const told = insight.data.some(({ name, value }) => !ofIntake(name) && value !== null);
  const trendOf = (name: string) => insight.data.find((one) => one.name === name && one.reasonCode === null);
  return (
    <Groups>
      <p className="lead">{told ? words.says : words.none}</p>
      {(Object.keys(GROUPS) as Group[]).map((group) => (
        <section key={group} aria-label={words.groups[group]}>
          <h3>{words.groups[group]}</h3>
          <ul>
            {GROUPS[group].map((name) => {
              const trend = trendOf(name);
              return trend && <KpiRow key={name} trend={trend} insight={insight} changes={changes} />;
            })}
          </ul>
        </section>
      ))}
      <p className="lead" style={{ margin: '12px 0 0' }}>
        {words.recount}
      </p>
    </Groups>
  );
}

/** The same as numbers, with conversion for each reason code. */
function AsTable({ insight }: { insight: TrendInsight }) {
  const { figure, share, low, high, numerator, denominator } = words.columns;
  const nameOf = ({ name, reasonCode }: TrendInsight['data'][number]) => {
    const { title } = words.names[name];
    return reasonCode === null ? title : words.byCode(title, reasonCode === 'none' ? words.noCode : reasonCode);
  };
  return (
    <NumberTable
      title={words.title}
      columns={[figure, share, low, high, numerator, denominator]}
      rows={insight.data.map((row) => [
        nameOf(row),
        rateOf(row.numerator, row.denominator),
        row.low === null ? '–' : rateOf(row.low, 1),
        row.high === null ? '–' : rateOf(row.high, 1),
        number(row.numerator),
        number(row.denominator),
      ])}
    />
  );
}
