import { BarChart } from '@mui/x-charts/BarChart';
import { ChartCard } from './chart-card';
import { number, share } from './labels';
import { fills, Legend, Sample } from './patterns';
import { csvHref, type Scope, useInsight } from './use-insight';
import { words } from './words';

const MOST_DOMAINS = 8;
const ways = [
  ['automatic', fills.full],
  ['people', fills.hatch],
  ['blocked', fills.outline],
] as const;

/** An id of somebody else's, short enough for an axis. */
const short = (text: string) => (text.length > 14 ? `${text.slice(0, 13)}…` : text);

export function Automation({ scope }: { scope: Scope }) {
  const query = useInsight('automation', scope);
  const rows = query.data?.data ?? [];
  const shown = rows.slice(0, MOST_DOMAINS);
  const sum = (key: 'automatic' | 'taken') => rows.reduce((all, row) => all + row[key], 0);
  const says = words.automation.says(sum('automatic'), sum('taken'), share(sum('automatic'), sum('taken')));
  return (
    <ChartCard
      title={words.automation.title}
      says={says}
      label={says}
      empty={rows.length === 0 && words.automation.empty}
      query={query}
      csv={query.data && csvHref('automation', query.data)}
      numbers={{
        columns: [
          words.automation.domain,
          words.columns.share,
          words.automation.taken,
          ...ways.map(([way]) => words.automation[way]),
        ],
        rows: rows.map((row) => [
          row.domain,
          share(row.automatic, row.taken),
          number(row.taken),
          ...ways.map(([way]) => number(row[way])),
        ]),
      }}
      foot={
        <>
          <Legend>
            {ways.map(([way, fill]) => (
              <li key={way}>
                <Sample fill={fill} /> {words.automation[way]}
              </li>
            ))}
          </Legend>
          {rows.length > shown.length && (
            <p className="small faint">{words.automation.more(rows.length - shown.length)}</p>
          )}
        </>
      }
    >
      {() => (
        <BarChart
          layout="horizontal"
          height={Math.max(90, shown.length * 44 + 10)}
          hideLegend
          skipAnimation
          disableKeyboardNavigation
          margin={{ left: 0, right: 8, top: 0, bottom: 0 }}
          xAxis={[{ min: 0, max: 100, position: 'none' }]}
          yAxis={[
            {
              scaleType: 'band',
              width: 176,
              disableLine: true,
              disableTicks: true,
              categoryGapRatio: 0.5,
              data: shown.map(
                ({ domain, automatic, taken }) =>
                  `${short(domain)}\n${words.automation.of(share(automatic, taken), taken)}`,
              ),
            },
          ]}
          series={ways.map(([way, color]) => ({
            id: way,
            label: words.automation[way],
            stack: 'ways',
            color,
            data: shown.map((row) => (row[way] / row.taken) * 100),
            valueFormatter: (_: number | null, { dataIndex }: { dataIndex: number }) => number(shown[dataIndex]![way]),
          }))}
        />
      )}
    </ChartCard>
  );
}
