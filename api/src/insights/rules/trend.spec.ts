import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AlikeStories } from './kpi.js';
import { trendsOf } from './trend.js';

const BUCKETS = 3;

const flag = fc.boolean();
const stories: fc.Arbitrary<(AlikeStories & { bucket: number })[]> = fc.array(
  fc.record({
    bucket: fc.nat(BUCKETS - 1),
    domain: fc.constantFrom('faq', 'payment'),
    status: fc.constantFrom('ok', 'degraded', 'needs_review', 'blocked'),
    reasonCode: fc.constantFrom(null, 'LOW_CONFIDENCE', 'SOURCE_STALE'),
    confident: flag,
    completed: flag,
    actedOnLow: flag,
    abandoned: flag,
    retried: flag,
    mended: flag,
    complained: flag,
    wrong: flag,
    reversed: flag,
    refused: flag,
    judged: flag,
    ran: flag,
    n: fc.integer({ min: 1, max: 50 }),
  }),
);
const intake = fc.record({
  taken: fc.nat(90),
  automatic: fc.nat(90),
  blocked: fc.nat(90),
  decided: fc.nat(90),
  late: fc.nat(9),
});

describe('how figures moved', () => {
  it('adds up: what the buckets count is what the whole counts, for every figure', () => {
    fc.assert(
      fc.property(stories, fc.array(intake, { minLength: BUCKETS, maxLength: BUCKETS }), (all, intakes) => {
        for (const { points, numerator, denominator } of trendsOf(all, intakes)) {
          expect(points).toHaveLength(BUCKETS);
          expect(points.reduce((sum, point) => sum + point.numerator, 0)).toBe(numerator);
          expect(points.reduce((sum, point) => sum + point.denominator, 0)).toBe(denominator);
        }
      }),
    );
  });

  it('says nothing of a bucket in which there was nothing', () => {
    const none = { taken: 0, automatic: 0, blocked: 0, decided: 0, late: 0 };
    const trends = trendsOf([], [none, { ...none, taken: 4, automatic: 3 }]);
    const found = trends.find(({ name }) => name === 'automation_rate');
    expect(found).toMatchObject({ value: 0.75, points: [{ value: null, low: null }, { value: 0.75 }] });
  });
});
