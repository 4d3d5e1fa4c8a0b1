import { styled } from '@mui/material/styles';
import type { ReasonsInsight } from '../api-types';
import { flagSeen } from '../tickets/flags';
import { conditionWords } from '../tickets/review/condition-words';
import { humanize } from '../words/names';
import { ChartCard } from './chart-card';
import { number } from './labels';
import { csvHref, type Scope, useInsight } from './use-insight';
import { words } from './words';

const MOST = 10;

const Bars = styled('div')`
  display: grid; gap: 11px;
  & .what { display: flex; justify-content: space-between; gap: 12px; overflow-wrap: anywhere; }
  & .bar { height: 8px; margin-top: 3px; border-radius: 2px; background: repeating-linear-gradient(135deg, var(--ink) 0 1.6px, var(--ink-soft) 1.6px 5px); min-width: 2px; }
`;

/** A reason as a person reads it. */
function reasonWords({ rule, condition, expected }: ReasonsInsight['data'][number]): string {
  if (rule === 'finding') return words.reasons.finding(flagSeen(condition).label);
  if (rule === 'sign_off') return humanize(condition);
  const said = conditionWords({ rule, condition, expected, actual: null, held: true });
  return rule === 'auto_allow_if' ? words.reasons.unmet(said) : said[0]!.toUpperCase() + said.slice(1);
}

export function Reasons({ scope }: { scope: Scope }) {
  const query = useInsight('reasons', scope);
  const rows = query.data?.data ?? [];
  const most = rows[0]?.n ?? 1;
  return (
    <ChartCard
      title={words.reasons.title}
      says={words.reasons.says(query.data?.people ?? 0)}
      label={rows
        .slice(0, MOST)
        .map((row) => `${reasonWords(row)}: ${number(row.n)}`)
        .join('. ')}
      empty={rows.length === 0 && words.reasons.empty}
      query={query}
      csv={query.data && csvHref('reasons', query.data)}
      numbers={{
        columns: [words.reasons.reason, words.columns.n],
        rows: rows.map((row) => [reasonWords(row), number(row.n)]),
      }}
    >
      {() => (
        <Bars>
          {rows.slice(0, MOST).map((row) => (
            <div key={`${row.rule} ${row.condition} ${JSON.stringify(row.expected)}`}>
              <div className="what">
                <span>{reasonWords(row)}</span>
                <b>{number(row.n)}</b>
              </div>
              <div className="bar" style={{ width: `${(row.n / most) * 100}%` }} />
            </div>
          ))}
        </Bars>
      )}
    </ChartCard>
  );
}
