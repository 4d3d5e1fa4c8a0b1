import { describe, expect, it } from '@jest/globals';
import { isTryLater, waitMs } from './retry.js';

const NOW = Date.parse('2026-11-22T10:00:00Z');

describe('retrying', () => {
  it.each([
    [429, undefined, true],
    [409, '1', true],
    [409, undefined, false],
    [503, '1', false],
    [422, undefined, false],
  ])('after %i with Retry-After %s: %s', (status, retryAfter, again) => {
    expect(isTryLater(status, retryAfter)).toBe(again);
  });

  it.each([
    ['doubles without a hint', 3, undefined, 0, 1_000],
    ['takes seconds', 1, '7', 0, 7_000],
    ['takes a date', 1, 'Sun, 22 Nov 2026 10:00:05 GMT', 0, 5_000],
    ['does not wait for the past', 1, 'Sun, 22 Nov 2026 09:00:00 GMT', 0, 0],
    ['doubles when the hint is no hint', 2, 'soon', 0, 500],
    ['spreads callers out', 1, '1', 0.5, 1_125],
    ['is never longer than a minute', 8, '86400', 0.9, 60_000],
  ])('%s', (_, attempt, retryAfter, spread, expected) => {
    expect(waitMs(attempt, retryAfter, NOW, spread)).toBe(expected);
  });
});
