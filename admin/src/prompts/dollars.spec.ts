import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dollarsOf, microsOf } from './dollars';

test('every price that the API takes is read back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (micros) => microsOf(dollarsOf(micros)) === micros),
  );
});

test.each([
  [400_000, '0.40'],
  [1_600_000, '1.60'],
  [75_000, '0.075'],
  [0, '0.00'],
  [1_000_000_000, '1000.00'],
])('%s millionths are %s dollars', (micros, dollars) => {
  expect(dollarsOf(micros)).toBe(dollars);
});

test.each([['0.4'], ['.4'], ['0,4'], ['1e3'], ['-1'], [''], ['0.0000001'], ['1000.01'], ['12345']])(
  '%j is an amount only where it is written as one',
  (text) => {
    expect(microsOf(text)).toBe(text === '0.4' ? 400_000 : null);
  },
);
