import type { Counts, Tally } from './tally.js';

type Row = readonly [string, ...(string | number)[]];

/** What is printed at the end. `seconds` is how long the replay took; `planned` is how many rows it was to send. */
export function renderTally(tally: Tally, planned: number, seconds: number): string {
  const { total, latenciesMs } = tally;
  const answered = latenciesMs.length;
  const rate = Math.round(answered / Math.max(seconds, 0.001));
  const sorted = latenciesMs.toSorted((one, other) => one - other);
  const sections = [
    `${answered} of ${planned} proposals answered in ${seconds.toFixed(1)} s, ${rate}/s. ` +
      `Latency p50 ${percentile(sorted, 0.5)}, p95 ${percentile(sorted, 0.95)}.`,
    align([
      ['taken in', total.takenIn],
      ['  auto-allowed', total.autoAllowed],
      ['  to review', total.toReview],
      ['  blocked', total.blocked],
      ...(total.otherState > 0 ? ([['  in another state', total.otherState]] as Row[]) : []),
      ['duplicates flagged', total.duplicates],
      ['refused', total.refused],
      ...detail(tally.refusals),
      ['failed', [...tally.failures.values()].reduce((sum, count) => sum + count, 0)],
      ...detail(tally.failures),
      ['conversations shortened', tally.shortened],
    ]),
    ...(tally.groups.size > 0 ? [byDomainAndModel(tally)] : []),
  ];
  return `${sections.join('\n\n')}\n`;
}

function byDomainAndModel({ groups }: Tally): string {
  const columns = [
    'takenIn',
    'autoAllowed',
    'toReview',
    'blocked',
    'duplicates',
    'refused',
  ] as const satisfies (keyof Counts)[];
  const heading: Row = ['domain, model', 'taken in', 'auto-allowed', 'to review', 'blocked', 'duplicates', 'refused'];
  const rows = [...groups.values()].map(
    ({ domain, model, counts }): Row => [`${domain}, ${model}`, ...columns.map((column) => counts[column])],
  );
  return align([heading, ...rows.sort(([one], [other]) => one.localeCompare(other, 'en'))]);
}

const detail = (counters: ReadonlyMap<string, number>): Row[] =>
  [...counters].sort().map(([name, count]) => [`  ${name}`, count]);

/** First column to the left, all others to the right. */
function align(rows: readonly Row[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  return rows.map((row) => row.map((cell, column) => pad(String(cell), widths[column]!, column)).join('  ')).join('\n');
}

const pad = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

/** Of ascending `sorted`, the smallest value that at least `share` of all do not exceed. */
function percentile(sorted: readonly number[], share: number): string {
  const value = sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)];
  return value === undefined ? '-' : `${value.toFixed(1)} ms`;
}
