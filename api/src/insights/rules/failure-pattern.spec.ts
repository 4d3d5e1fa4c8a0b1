import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ALPHA, type Count, LEAST, mainDomain, riseByChance, risen, type TwoWindows } from './failure-pattern.js';

const of = (wrong: number, n: number): Count => ({ wrong, of: n });
const figure = (before: Count, now: Count, domain: string | null = 'faq'): TwoWindows => ({
  measure: 'high_confidence_wrong_answer_rate',
  domain,
  before,
  now,
});

/** Chances of 0 to n wrong ones of n, at this rate. */
function binomial(n: number, rate: number): number[] {
  const chances = [(1 - rate) ** n];
  for (let k = 1; k <= n; k += 1) chances.push((chances[k - 1]! * (n - k + 1) * rate) / (k * (1 - rate)));
  return chances;
}

/** The same numbers from 0 to 1 at every run: mulberry32. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('what a rise is', () => {
  test('the chance is that of the table, as worked out by hand', () => {
    // Of C(8, 4) = 70 ways to have four wrong ones of eight, one has all four among the newest four, 16 have three.
    expect(riseByChance(of(0, 4), of(4, 4))).toBeCloseTo(1 / 70, 9);
    expect(riseByChance(of(1, 4), of(3, 4))).toBeCloseTo(17 / 70, 9);
    // The same sum in whole numbers of any length.
    expect(riseByChance(of(8, 400), of(12, 100))).toBeCloseTo(6.887187466e-5, 12);
    expect(riseByChance(of(20, 400), of(11, 100))).toBeCloseTo(0.0283146053, 9);
  });

  test('one that is plain is flagged with its counts; the same share as before is none', () => {
    const plain = figure(of(8, 400), of(12, 100));
    expect(risen([figure(of(40, 400), of(10, 100), 'guide'), plain])).toEqual([
      { ...plain, p: riseByChance(plain.before, plain.now) },
    ]);
  });

  test('a fall is none, however large', () => {
    expect(risen([figure(of(200, 400), of(5, 100))])).toEqual([]);
  });

  test('too little says nothing: few answers in either window, or a wrong one or two', () => {
    expect(risen([figure(of(0, 400), of(10, LEAST.of - 1))])).toEqual([]);
    expect(risen([figure(of(0, LEAST.of - 1), of(50, 100))])).toEqual([]);
    expect(risen([figure(of(0, 4_000), of(LEAST.wrong - 1, 20))])).toEqual([]);
    expect(risen([figure(of(0, 4_000), of(LEAST.wrong, 20))])).toHaveLength(1);
  });

  test('what would be one alone is none among many that were looked at', () => {
    const slight = figure(of(20, 400), of(11, 100));
    const p = riseByChance(slight.before, slight.now);
    expect(p).toBeGreaterThan(ALPHA / 10);
    expect(p).toBeLessThan(ALPHA);
    expect(risen([slight])).toHaveLength(1);
    const others = Array.from({ length: 9 }, (_, at) => figure(of(20, 400), of(5, 100), `domain ${at}`));
    expect(risen([slight, ...others])).toEqual([]);
  });
});

describe('with nothing changed', () => {
  test('the chance of a flag is at most alpha, at any rate and in windows of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 45 }),
        fc.integer({ min: 20, max: 45 }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        (nBefore, nNow, rate) => {
          const [before, now] = [binomial(nBefore, rate), binomial(nNow, rate)];
          let flagged = 0;
          for (const [a, chanceBefore] of before.entries())
            for (const [b, chanceNow] of now.entries())
              if (risen([figure(of(a, nBefore), of(b, nNow))]).length > 0) flagged += chanceBefore * chanceNow;
          expect(flagged).toBeLessThanOrEqual(ALPHA);
        },
      ),
      { numRuns: 15 },
    );
  });

  test('so is the chance of any flag among the domains that were looked at, which without Holm it would not be', () => {
    const next = dice(7);
    const wrong = (n: number) => Array.from({ length: n }, next).filter((one) => one < 0.3).length;
    const rounds = Array.from({ length: 800 }, () =>
      Array.from({ length: 8 }, (_, at) => figure(of(wrong(100), 100), of(wrong(60), 60), `domain ${at}`)),
    );
    const share = (flags: (figures: TwoWindows[]) => boolean) => rounds.filter(flags).length / rounds.length;
    expect(share((figures) => risen(figures).length > 0)).toBeLessThanOrEqual(ALPHA + 0.01);
    expect(share((figures) => figures.some((one) => risen([one]).length > 0))).toBeGreaterThan(3 * ALPHA);
  });
});

test('the more of the newest are wrong, the surer it is', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(58), fc.integer({ min: 60, max: 300 }), (before, now, n) => {
      fc.pre(now >= LEAST.wrong);
      expect(riseByChance(of(before, n), of(now + 1, 60))).toBeLessThanOrEqual(
        riseByChance(of(before, n), of(now, 60)) + 1e-9,
      );
    }),
  );
});

test('the domain of complaints is that of more than half of them, and none where it is not', () => {
  const shares = [
    { of: 'payment', n: 5 },
    { of: 'faq', n: 4 },
  ];
  expect(mainDomain(shares, 9)).toBe('payment');
  // One more of which nobody knows the domain.
  expect(mainDomain(shares, 10)).toBeNull();
});
