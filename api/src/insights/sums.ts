import type { CellKind, Sum } from './persistence/insights.store.js';
import type { Intake } from './rules/kpi.js';

/** What `intakeOf` is counted from. */
export const INTAKE: CellKind[] = ['intake', 'decision', 'late'];

/** The counts by what the key says of each. */
export function groupBy<K>(sums: readonly Sum[], key: (sum: Sum) => K): Map<K, Sum[]> {
  const groups = new Map<K, Sum[]>();
  for (const sum of sums) {
    const group = groups.get(key(sum));
    if (group) group.push(sum);
    else groups.set(key(sum), [sum]);
  }
  return groups;
}

/** How many of a kind there are, of one detail or of all. */
export function count(sums: readonly Sum[], kind: CellKind, detail?: string): number {
  return sums.reduce((sum, one) => (one.kind === kind && (detail ?? one.detail) === one.detail ? sum + one.n : sum), 0);
}

/** What figures count of all tickets, from counts of the kinds of `INTAKE`. */
export function intakeOf(sums: readonly Sum[]): Intake {
  return {
    taken: count(sums, 'intake'),
    automatic: count(sums, 'intake', 'automatic'),
    blocked: count(sums, 'intake', 'blocked'),
    decided: count(sums, 'decision'),
    late: count(sums, 'late'),
  };
}
