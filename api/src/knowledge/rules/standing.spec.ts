import { describe, expect, test } from '@jest/globals';
import { standingOf } from './standing.js';

const dated = { version: 2, versionInForce: 2, madeAt: new Date('2026-10-01T12:00:00Z'), reviewBy: '2026-11-20' };

describe('a passage', () => {
  test('is stale once the day of its review date is over, and not before', () => {
    expect(standingOf(dated, new Date('2026-11-20T23:59:59.999Z')).stale).toBe(false);
    expect(standingOf(dated, new Date('2026-11-21T00:00:00Z')).stale).toBe(true);
  });

  test('without a review date is never stale, however old', () => {
    expect(standingOf({ ...dated, reviewBy: null }, new Date('2036-10-01T12:00:00Z'))).toEqual({
      ageDays: 3653,
      stale: false,
      superseded: false,
    });
  });

  test('is superseded by a newer version, and its age is in whole days', () => {
    const now = new Date('2026-10-03T11:59:59Z');
    expect(standingOf({ ...dated, version: 1 }, now)).toEqual({ ageDays: 1, stale: false, superseded: true });
  });
});
