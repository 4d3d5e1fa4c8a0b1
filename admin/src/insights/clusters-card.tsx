import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { Cluster } from '../api-types';
import { usePollInterval } from '../platform/live-feed';
import { useApi } from '../platform/use-api';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Icon } from '../ui/icons';
import { dateOf } from '../words/time';
import { visible } from '../words/visible';
import { Card, CsvLink, NumberTable } from './chart-card';
import { ClusterStory } from './cluster-story';
import { number } from './labels';
import type { Scope } from './use-insight';
import { words } from './words';

const AT_FIRST = 8;
/** Weeks of the table; the CSV has all. */
const WEEKS = 8;

const Rows = styled('ul')`
  list-style: none; margin: 0; padding: 0;
  & > li { border-top: 1px solid var(--line); }
  & summary { display: grid; grid-template-columns: 14px minmax(0, 1fr) 130px 250px 44px; gap: 2px 14px; align-items: center; padding: 8px 0;
    cursor: pointer; list-style: none; }
  & summary::-webkit-details-marker { display: none; }
  & summary > svg:first-of-type { color: var(--text-2); } & details[open] > summary > svg:first-of-type { rotate: 90deg; }
  & .name { font-weight: 560; overflow-wrap: anywhere; }
  & .bars { width: 100%; height: 22px; } & .bars rect { fill: var(--ink); }
  & .trend { color: var(--text-2); font-size: 12px; line-height: 17px; }
  & .growing b { color: var(--cs-palette-state-pending); }
  & .size { text-align: right; font-variant-numeric: tabular-nums; }
  @media (max-width: 760px) {
    & summary { grid-template-columns: 14px minmax(0, 1fr) auto; }
    & .bars { grid-column: 2 / -1; grid-row: 2; } & .trend { grid-column: 2 / -1; grid-row: 3; }
  }
`;

/** What customers complain of in their own words, grouped: each with how it goes, and its story one press away. */
export function Clusters({ scope: { domain } }: { scope: Scope }) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const [all, setAll] = useState(false);
  const said = words.clusters;
  const api = useApi();
  const refetchInterval = Math.max(usePollInterval(), 30_000);
  const query = useQuery({
    queryKey: ['insights', 'clusters'],
    queryFn: ({ signal }) => api.clusters(signal),
    refetchInterval,
    staleTime: 15_000,
  });
  const clusters = (query.data?.data ?? []).filter(
    (one) => domain === null || one.domains.some(({ of }) => of === domain),
  );
  const shown = all ? clusters : clusters.slice(0, AT_FIRST);
  const empty = query.data && clusters.length === 0;
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{said.title}</h2>
        {clusters.length > 0 && (
          <Button
            variant="text"
            size="small"
            onClick={() => setAsTable(!asTable)}
            aria-label={asTable ? words.chartOf(said.title) : words.tableOf(said.title)}
          >
            <Icon name={asTable ? 'chart' : 'log'} size={14} /> {asTable ? words.chart : words.table}
          </Button>
        )}
        {query.data && <CsvLink title={said.title} href="/v1/insights/clusters?format=csv" />}
      </header>
      {query.isPending && <LoadingRows rows={3} />}
      {query.error && !query.data && <ErrorBlank error={query.error} retry={() => query.refetch()} />}
      {empty && <p className="lead">{query.data.texts === 0 ? said.none : said.empty}</p>}
      {query.data && !empty && (
        <>
          <p className="lead">{said.says(number(query.data.grouped), number(query.data.texts))}</p>
          {asTable ? <NumberTable title={said.title} {...numbersOf(clusters)} /> : <List clusters={shown} />}
          {!asTable && shown.length < clusters.length && (
            <Button variant="text" size="small" onClick={() => setAll(true)}>
              {said.all(number(clusters.length))}
            </Button>
          )}
        </>
      )}
    </Card>
  );
}

const nameOf = ({ label }: Cluster): string => visible(label.join(' · ')) || words.clusters.unnamed;

function List({ clusters }: { clusters: Cluster[] }) {
  return (
    <Rows>
      {clusters.map((cluster) => (
        <Row key={cluster.id} cluster={cluster} />
      ))}
    </Rows>
  );
}

function Row({ cluster }: { cluster: Cluster }) {
  const [open, setOpen] = useState(false);
  const { trend, lately, latelyDays, before, beforeDays, size } = cluster;
  const said = words.clusters;
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <Icon name="right" size={14} />
          <span className="name">{nameOf(cluster)}</span>
          <Weeks cluster={cluster} />
          <span className={`trend ${trend}`}>
            <b>{said.trends[trend]}</b>:{' '}
            {said.rates(number(lately), Math.ceil(latelyDays), number(before), Math.round(beforeDays))}
          </span>
          <span className="size">{number(size)}</span>
        </summary>
        {open && <ClusterStory cluster={cluster} />}
      </details>
    </li>
  );
}

/** A bar for each week, the highest as high as there is room. */
function Weeks({ cluster: { weeks } }: { cluster: Cluster }) {
  const most = weeks.reduce((best, week) => (week.n > best.n ? week : best), weeks[0]!);
  const says = words.clusters.weeks(weeks.length, number(most.n), dateOf(most.from));
  return (
    <svg
      className="bars"
      role="img"
      aria-label={says}
      viewBox={`0 0 ${weeks.length * 5} 22`}
      preserveAspectRatio="none"
    >
      <title>{says}</title>
      {weeks.map(({ from, n }, at) => {
        const height = most.n === 0 ? 1 : Math.max(1, (n / most.n) * 22);
        return <rect key={from} x={at * 5} y={22 - height} width={4} height={height} />;
      })}
    </svg>
  );
}

function numbersOf(clusters: Cluster[]): { columns: string[]; rows: (string | number)[][] } {
  const { complaint, texts, trend, trends } = words.clusters;
  const weeks = (clusters[0]?.weeks ?? []).slice(-WEEKS);
  return {
    columns: [complaint, texts, trend, ...weeks.map(({ from }) => dateOf(from))],
    rows: clusters.map((one, n) => [
      `${n + 1}. ${nameOf(one)}`,
      number(one.size),
      trends[one.trend],
      ...one.weeks.slice(-WEEKS).map((week) => number(week.n)),
    ]),
  };
}
