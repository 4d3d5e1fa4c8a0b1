import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { binomialTail, courseOf, WEEK_MS, weekOf } from './trend.js';

const DAY_MS = 86_400_000;
/** A Wednesday at noon, so that the last whole week began nine and a half days before. */
const NOW = Date.parse('2026-11-25T12:00:00Z');
const spread = (n: number, from: number, to: number) =>
  Array.from({ length: n }, (_, i) => from + ((i + 0.5) * (to - from)) / n);

const LATELY = Date.parse('2026-11-16T00:00:00Z');
const FIRST = LATELY - 20 * WEEK_MS;

describe('how a cluster goes', () => {
  test('is counted by weeks from Mondays, empty ones too, all of it once', () => {
    expect(new Date(weekOf(NOW)).toISOString()).toBe('2026-11-23T00:00:00.000Z');
    const { weeks } = courseOf([LATELY, LATELY - 1, NOW], FIRST, NOW, 1);
    expect(weeks).toHaveLength(22);
    expect(weeks.filter(({ n }) => n > 0).map(({ from, n }) => [new Date(from).toISOString().slice(0, 10), n])).toEqual(
      [
        ['2026-11-09', 1],
        ['2026-11-16', 1],
        ['2026-11-23', 1],
      ],
    );
  });

  test('is growing when more come lately than chance explains, and tells from which week', () => {
    const quiet = spread(20, FIRST, LATELY);
    const grown = courseOf([...quiet, ...spread(20, LATELY, NOW)], FIRST, NOW, 1);
    expect(grown).toMatchObject({ trend: 'growing', lately: 20, latelyDays: 9.5, before: 8, beforeDays: 56 });
    expect(new Date(grown.grewFrom!).toISOString()).toBe('2026-11-16T00:00:00.000Z');
  });

  test('is steady at an even rate, however high, and shrinking when it stops', () => {
    expect(courseOf(spread(900, FIRST, NOW), FIRST, NOW, 1)).toMatchObject({ trend: 'steady', grewFrom: null });
    expect(courseOf(spread(200, FIRST, LATELY), FIRST, NOW, 1).trend).toBe('shrinking');
  });

  test('is called growing less easily the more clusters are looked at, and never by four texts', () => {
    const times = [...spread(20, FIRST, LATELY), ...spread(6, LATELY, NOW)];
    expect(courseOf(times, FIRST, NOW, 1).trend).toBe('growing');
    expect(courseOf(times, FIRST, NOW, 200).trend).toBe('steady');
    expect(courseOf(spread(4, LATELY, NOW), FIRST, NOW, 1).trend).toBe('steady');
  });

  test('is not told before there is a week to compare with', () => {
    expect(courseOf(spread(50, LATELY, NOW), LATELY - 3 * DAY_MS, NOW, 1).trend).toBe('too_early');
  });

  test('the tail of a binomial is what counting it out gives', () => {
    expect(binomialTail(3, 4, 0.5)).toBeCloseTo(5 / 16, 12);
    expect(binomialTail(0, 4, 0.1)).toBeCloseTo(1, 12);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(60),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, k, share) => {
          const [at, after] = [binomialTail(k, n, share), binomialTail(k + 1, n, share)];
          expect(at).toBeGreaterThanOrEqual(after);
          // What is not at least k is at least n − k + 1 of the other kind.
          expect(at + binomialTail(n - k + 1, n, 1 - share)).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});
