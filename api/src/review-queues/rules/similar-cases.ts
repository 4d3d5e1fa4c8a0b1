import type { Money } from '../../approvals/rules/money.js';

/** What cases are compared by; tool and domain are the same already. */
export interface Comparable {
  money: Money | null;
  flags: readonly string[];
}

/** Of a thousand: 1000 for equal amounts, 500 for twice or half as much; null where they can't be compared. */
function closeness(one: Money | null, other: Money | null): bigint | null {
  if (one === null && other === null) return 1000n;
  if (one === null || other === null || one.currency !== other.currency) return null;
  const [less, more] = one.minor < other.minor ? [one.minor, other.minor] : [other.minor, one.minor];
  return more === 0n ? 1000n : (less * 1000n) / more;
}

/** Of a thousand: how much of what was found in either was found in both. */
function sharedFlags(one: readonly string[], other: readonly string[]): bigint {
  const either = new Set([...one, ...other]);
  if (either.size === 0) return 1000n;
  return BigInt(Math.floor((one.filter((flag) => other.includes(flag)).length * 1000) / either.size));
}

/** No more than twice as much, and no less than half. */
const NEAR = 500n;

/**
 * The cases that are like this one, the most alike first: an amount of the same currency within a factor of two, or no
 * amount on either side. Amount counts twice what findings count; of equals the first given goes first.
 */
export function rankSimilar<T extends Comparable>(subject: Comparable, cases: readonly T[]): T[] {
  return cases
    .flatMap((one) => {
      const near = closeness(subject.money, one.money);
      return near === null || near < NEAR ? [] : [{ one, score: 2n * near + sharedFlags(subject.flags, one.flags) }];
    })
    .sort((a, b) => (a.score === b.score ? 0 : a.score > b.score ? -1 : 1))
    .map(({ one }) => one);
}
