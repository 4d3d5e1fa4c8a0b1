import { describe, expect, it, test } from '@jest/globals';
import fc from 'fast-check';
import { type AttemptKind, type Counted, FEW, LIMITS, secondsToWait, sourceOf } from './attempts.js';

const counted = (kind: AttemptKind, attempts: number, secondsLeft = 100): Counted => ({ kind, attempts, secondsLeft });

describe('how often somebody may try', () => {
  test.each(['source', 'pair', 'device', 'session', 'code'] as const)('%s: up to its limit, then no more', (kind) => {
    expect(secondsToWait([counted(kind, LIMITS[kind].most)])).toBeNull();
    expect(secondsToWait([counted(kind, LIMITS[kind].most + 1)])).toBe(100);
  });

  it('is not for an account to refuse: strangers would lock its owner out', () => {
    expect(secondsToWait([counted('account', 1_000_000), counted('pair', 1), counted('source', 1)])).toBeNull();
  });

  it('is less for an unknown source while an account is tried from many', () => {
    const attacked = counted('account', LIMITS.account.most + 1);
    expect(secondsToWait([attacked, counted('pair', FEW)])).toBeNull();
    expect(secondsToWait([attacked, counted('pair', FEW + 1)])).toBe(100);
  });

  it('never makes anybody wait longer than a counter lasts', () => {
    const kinds = fc.constantFrom(...(Object.keys(LIMITS) as AttemptKind[]));
    const any = fc.record({
      kind: kinds,
      attempts: fc.nat(),
      secondsLeft: fc.double({ min: -1e9, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(any), (counters) => {
        const seconds = secondsToWait(counters) ?? 1;
        expect(seconds).toBeGreaterThanOrEqual(1);
        expect(seconds).toBeLessThanOrEqual(Math.max(1, ...counters.map(({ kind }) => LIMITS[kind].seconds)));
      }),
    );
  });
});

describe('a source', () => {
  test.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['not an address', 'not an address'],
  ])('%s is %s', (address, source) => {
    expect(sourceOf(address)).toBe(source);
  });
});
