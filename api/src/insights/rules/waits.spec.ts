import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantile } from './waits.js';

/** As `insight_cells` puts them into buckets. */
function waitsOf(seconds: readonly number[]): Map<number, number> {
  const waits = new Map<number, number>();
  for (const one of seconds) {
    const bucket = Math.floor(Math.log(Math.max(one, 1)) / Math.log(1.02));
    waits.set(bucket, (waits.get(bucket) ?? 0) + 1);
  }
  return waits;
}

test('of none there is no quantile', () => {
  expect(quantile(new Map(), 0.5)).toBeNull();
});

test('is the nearest rank of the sorted times, within 1 % and half a second', () => {
  const seconds = fc.array(fc.double({ min: 1, max: 3_000_000, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(seconds, fc.constantFrom(0.5, 0.95, 1), (all, share) => {
      const exact = [...all].sort((a, b) => a - b)[Math.ceil(share * all.length) - 1]!;
      expect(Math.abs(quantile(waitsOf(all), share)! - exact)).toBeLessThanOrEqual(exact * 0.0101 + 0.5);
    }),
  );
});
