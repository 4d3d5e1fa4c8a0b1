import { type Kpi, wilson } from './kpi.js';

/** Fewer than so many on one side say little, however far apart the shares are. */
export const FEW = 30;

/** One figure before and after. Shares are of 1; what cannot be told is null. */
export interface Difference {
  name: Kpi['name'];
  reasonCode: Kpi['reasonCode'];
  before: Side;
  after: Side;
  /** After less before. */
  difference: number | null;
  /** Where it lies at 95 %. */
  low: number | null;
  high: number | null;
  /** Zero is not in the interval: chance alone gives that once in twenty. */
  distinguishable: boolean;
  /** One side counts fewer than `FEW`. */
  fewCases: boolean;
}

type Side = Omit<Kpi, 'name' | 'reasonCode'>;

/** How each figure of `after` differs from the same of `before`; a reason code that only one side has is left out. */
export function differencesOf(before: readonly Kpi[], after: readonly Kpi[]): Difference[] {
  return after.flatMap((now) => {
    const then = before.find(({ name, reasonCode }) => name === now.name && reasonCode === now.reasonCode);
    return then ? [differenceOf(then, now)] : [];
  });
}

function differenceOf(before: Kpi, { name, reasonCode, ...after }: Kpi): Difference {
  const { name: _, reasonCode: __, ...then } = before;
  const sides = { name, reasonCode, before: then, after };
  const fewCases = Math.min(then.denominator, after.denominator) < FEW;
  if (then.denominator === 0 || after.denominator === 0) {
    return { ...sides, difference: null, low: null, high: null, distinguishable: false, fewCases };
  }
  const found = difference([after.numerator, after.denominator], [then.numerator, then.denominator]);
  return { ...sides, ...found, distinguishable: found.low > 0 || found.high < 0, fewCases };
}

/**
 * The difference of two independent shares (k of n, n at least 1), the first less the second, and the interval that holds it at 95 %.
 * Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of eleven methods, method 10,
 * which makes it of the Wilson intervals of both.
 */
export function difference(
  [k1, n1]: readonly [number, number],
  [k2, n2]: readonly [number, number],
): { difference: number; low: number; high: number } {
  const [p1, p2] = [k1 / n1, k2 / n2];
  const [one, two] = [wilson(k1, n1), wilson(k2, n2)];
  return {
    difference: p1 - p2,
    low: p1 - p2 - Math.hypot(p1 - one.low, two.high - p2),
    high: p1 - p2 + Math.hypot(one.high - p1, p2 - two.low),
  };
}
