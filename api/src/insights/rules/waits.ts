/** Buckets of waiting times: number n holds what took from 1.02^n up to 1.02^(n+1) seconds. The same in `insight_cells`. */
const GROWTH = 1.02;

/** How many took how long: bucket number to count. */
export type Waits = ReadonlyMap<number, number>;

/**
 * The time within which this share of all was decided (nearest rank), in whole seconds; null of none. It is the middle of a
 * bucket, and so at most 1 % from the exact one.
 */
export function quantile(waits: Waits, share: number): number | null {
  let total = 0;
  for (const n of waits.values()) total += n;
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  for (const [bucket, n] of [...waits].sort(([a], [b]) => a - b)) {
    seen += n;
    if (seen >= rank) return Math.round(GROWTH ** (bucket + 0.5));
  }
  return null;
}
