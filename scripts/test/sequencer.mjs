import Sequencer from '@jest/test-sequencer';

/**
 * Seconds that a spec takes as far as is known beforehand: the short ones fill up what the long ones leave. Jest itself goes by
 * the size of the file on a machine that has not run it yet, and the longest stories of all are told in a few lines.
 */
const GUESSES = [
  [/races\.full/, 600],
  [/(?:crowded|killed-first-start|fuzz)\.full/, 150],
  [/killed-at-any-point/, 70],
  [/races\/races/, 60],
  [/security\/(?:hostile-console|tamper|secrets)/, 40],
  [/faults\//, 25],
  [/journeys\//, 20],
  [/security\/|integration\//, 6],
];

export const guess = (path) => GUESSES.find(([pattern]) => pattern.test(path))?.[1] ?? 1;

/** What took longest comes first, by the last run on this machine or by guess; what failed last time before it. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    // Sets `duration`, in milliseconds, where it is known.
    const known = super.sort(tests);
    const seconds = ({ path, duration }) => (typeof duration === 'number' ? duration / 1000 : guess(path));
    const failed = (test) => Number(this.hasFailed(test));
    return known.toSorted((a, b) => failed(b) - failed(a) || seconds(b) - seconds(a));
  }
}
