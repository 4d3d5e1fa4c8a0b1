import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { difference, differencesOf, FEW } from './difference.js';
import { kpi } from './kpi.js';

const share = fc.nat(2_000).chain((n) => fc.tuple(fc.nat(n + 1), fc.constant(n + 1)));

describe('the interval of a difference', () => {
  // Newcombe (1998), table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i of %i less %i of %i', (k1, n1, k2, n2, low, high) => {
    const found = difference([k1, n1], [k2, n2]);
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });

  it('holds the difference, stays within what is possible, and is the same the other way round', () => {
    fc.assert(
      fc.property(share, share, (one, two) => {
        const found = difference(one, two);
        expect(found.low).toBeLessThanOrEqual(found.difference + 1e-12);
        expect(found.high).toBeGreaterThanOrEqual(found.difference - 1e-12);
        expect(found.low).toBeGreaterThanOrEqual(-1 - 1e-12);
        expect(found.high).toBeLessThanOrEqual(1 + 1e-12);
        const back = difference(two, one);
        expect(back.low).toBeCloseTo(-found.high, 12);
        expect(back.high).toBeCloseTo(-found.low, 12);
      }),
    );
  });
});

describe('a figure before and after', () => {
  const of = (before: [number, number], after: [number, number]) =>
    differencesOf([kpi('answer_accuracy', null, ...before)], [kpi('answer_accuracy', null, ...after)])[0]!;

  it('is told from chance where zero is outside the interval', () => {
    expect(of([900, 1000], [960, 1000])).toMatchObject({ distinguishable: true, fewCases: false });
    expect(of([900, 1000], [905, 1000])).toMatchObject({ distinguishable: false });
  });

  it('says when there are few, and nothing where there are none', () => {
    expect(of([FEW, FEW], [FEW - 1, FEW - 1]).fewCases).toBe(true);
    expect(of([FEW, FEW], [FEW, FEW]).fewCases).toBe(false);
    expect(of([0, 0], [5, 9])).toMatchObject({ difference: null, low: null, distinguishable: false, fewCases: true });
  });

  it('is left out where only one side knows its reason code', () => {
    const one = kpi('conversion_rate', 'SOURCE_STALE', 1, 2);
    expect(differencesOf([], [one])).toEqual([]);
    expect(differencesOf([one], [])).toEqual([]);
  });
});
