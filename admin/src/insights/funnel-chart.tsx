import { styled } from '@mui/material/styles';
import { ChartCard } from './chart-card';
import { number } from './labels';
import { csvHref, type Scope, useInsight } from './use-insight';
import { words } from './words';

const HATCHED = 'repeating-linear-gradient(135deg, var(--ink) 0 1.6px, var(--ink-soft) 1.6px 5px)';

/** Each step with what fills its bar; told apart without colour, and named beside it. */
const steps = [
  ['came', HATCHED],
  ['decided', 'var(--ink-soft)'],
  ['approved', 'var(--ink)'],
  ['done', 'var(--cs-palette-state-succeeded)'],
] as const;

const Codes = styled('div')`
  display: grid; grid-template-columns: repeat(auto-fill, minmax(280px, 1fr)); gap: 16px 28px;
  & h3 { font: inherit; font-weight: 600; margin: 0 0 5px; }
  & .step { display: grid; grid-template-columns: 104px minmax(0, 1fr) 52px; gap: 10px; align-items: center; padding: 2px 0; }
  & .bar { height: 8px; border-radius: 2px; min-width: 1px; } & .decided { box-shadow: inset 0 0 0 1px var(--ink); }
  & b { text-align: right; font-weight: 600; font-variant-numeric: tabular-nums; }
`;

/** What became of the tickets that went to people, each reason code by itself. */
export function Funnel({ scope }: { scope: Scope }) {
  const query = useInsight('funnel', scope);
  const rows = query.data?.data ?? [];
  const most = Math.max(1, ...rows.map(({ came }) => came));
  const label = rows.map(
    (row) => `${row.reasonCode}: ${steps.map(([step]) => `${words.funnel[step]} ${row[step]}`).join(', ')}`,
  );
  return (
    <ChartCard
      title={words.funnel.title}
      says={
        <>
          {words.funnel.says} {query.data?.partial && words.funnel.partial}
        </>
      }
      label={label.join('. ')}
      empty={rows.length === 0 && words.reasons.empty}
      query={query}
      csv={query.data && csvHref('funnel', query.data)}
      numbers={{
        columns: [words.funnel.code, ...steps.map(([step]) => words.funnel[step])],
        rows: rows.map((row) => [row.reasonCode, ...steps.map(([step]) => number(row[step]))]),
      }}
    >
      {() => (
        <Codes>
          {rows.map((row) => (
            <div key={row.reasonCode}>
              <h3>{row.reasonCode}</h3>
              {steps.map(([step, background]) => (
                <div className="step" key={step}>
                  <span>{words.funnel[step]}</span>
                  <div className={`bar ${step}`} style={{ background, width: `${(row[step] / most) * 100}%` }} />
                  <b>{number(row[step])}</b>
                </div>
              ))}
            </div>
          ))}
        </Codes>
      )}
    </ChartCard>
  );
}
