import type { Moment, MomentKind } from './moments.js';
import { QUARTER_MS } from './stretch.js';

const DAY_MS = 86_400_000;

/** Two stretches of the same length on both sides of a moment, in epoch milliseconds. */
export interface Sides {
  before: { from: number; to: number };
  after: { from: number; to: number };
  /** What was known of the answers before, so that both sides are followed equally long. */
  beforeKnownBy: number;
  /** Why the sides are shorter than was asked for. */
  cutBy: 'now' | 'change' | null;
  /** What else changed on either side. */
  others: Moment[];
}

/**
 * What to compare. The quarter of an hour in which the change came counts for neither side, because nobody knows which of its answers
 * were made under which rules. Both sides are equally long, and end early where now comes or, for a change of `kind`, where the next
 * or the last change of that kind lies. Answers after had less time to turn out wrong than those before, so those before
 * are told as they were known the same time after their side's end.
 * @param moments what changed around then, of every kind
 * @returns null where not one quarter of an hour is left on each side
 */
export function sidesOf(
  at: number,
  days: number,
  kind: MomentKind | null,
  moments: readonly Moment[],
  now: number,
): Sides | null {
  const ends = floor(at);
  const begins = ends + QUARTER_MS;
  const asked = days * DAY_MS;
  // The quarter of an hour that is not over belongs to it, as to every stretch up to now.
  const untilNow = Math.ceil(now / QUARTER_MS) * QUARTER_MS - begins;
  const elsewhere = moments.filter((moment) => floor(moment.at) !== ends);
  const untilChange = Math.min(
    ...elsewhere
      .filter((moment) => moment.kind === kind)
      .map((moment) => floor(moment.at))
      .map((change) => (change > ends ? change - begins : ends - (change + QUARTER_MS))),
  );
  const length = Math.min(asked, untilNow, untilChange);
  if (length < QUARTER_MS) return null;
  const before = { from: ends - length, to: ends };
  const after = { from: begins, to: begins + length };
  return {
    before,
    after,
    beforeKnownBy: before.to + (now - after.to),
    cutBy: length === asked ? null : length === untilNow ? 'now' : 'change',
    others: elsewhere.filter((moment) => moment.at >= before.from && moment.at < after.to),
  };
}

const floor = (at: number): number => Math.floor(at / QUARTER_MS) * QUARTER_MS;
