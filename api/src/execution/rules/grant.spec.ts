import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256 } from '../../platform/json/canonical.js';
import { aCaseFile } from '../../tickets/rules/case-file.fixture.js';
import type { Execution } from '../../tickets/rules/case-file.js';
import { grantClaims, grantTimes, redeemRefusal, settlementOf } from './grant.js';

const NOW = new Date('2026-11-24T07:00:00.400Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

const granted: Execution = {
  id: 'e1',
  revision: 1,
  state: 'granted',
  fence: 0,
  attempts: 0,
  result: null,
  error: null,
  readyAt: NOW,
  intentAt: null,
  finishedAt: null,
  parked: false,
  runner: 'agent',
  grantedAt: NOW,
  grantExpiresAt: later(300_000),
  redeemedAt: null,
};

describe('how long a grant is good', () => {
  it('is in whole seconds, from now', () => {
    expect(grantTimes(NOW, 300, later(3_600_000))).toEqual({
      issuedAt: new Date('2026-11-24T07:00:00.000Z'),
      expiresAt: new Date('2026-11-24T07:05:00.000Z'),
    });
  });

  it('is never longer than the signatures stand, nor than was asked for, nor over already', () => {
    const ms = fc.integer({ min: -10_000, max: 7_200_000 });
    fc.assert(
      fc.property(
        ms,
        fc.integer({ min: 10, max: 3600 }),
        fc.integer({ min: 0, max: 999 }),
        (left, seconds, fraction) => {
          const now = later(fraction);
          const times = grantTimes(now, seconds, later(left));
          if (!times) return expect(later(left).getTime()).toBeLessThan(now.getTime() + 1000);
          const end = times.expiresAt.getTime();
          expect(end).toBeLessThanOrEqual(later(left).getTime());
          expect(end).toBeLessThanOrEqual(now.getTime() + seconds * 1000);
          expect(end).toBeGreaterThan(now.getTime());
          expect(times.issuedAt.getTime()).toBeLessThanOrEqual(now.getTime());
          expect([end % 1000, times.issuedAt.getTime() % 1000]).toEqual([0, 0]);
        },
      ),
    );
  });
});

describe('what a grant says', () => {
  const file = aCaseFile();
  const times = grantTimes(NOW, 300, later(3_600_000))!;

  it('is the very arguments that were signed, for one tool and one execution', () => {
    expect(grantClaims(file, granted, times, 'urn:countersign')).toMatchObject({
      iss: 'urn:countersign',
      aud: 'issue_refund',
      sub: file.ticket.id,
      jti: 'e1',
      contentHash: file.revision.contentHash,
      arguments: JSON.parse(file.revision.toolCall!.canonical),
      argumentsHash: sha256(file.revision.toolCall!.canonical).toString('hex'),
      exp: times.expiresAt.getTime() / 1000,
    });
  });

  it('is the same whenever it is asked for', () => {
    const again = { ...file, now: later(60_000) };
    expect(grantClaims(again, granted, times, 'i')).toEqual(grantClaims(file, granted, times, 'i'));
  });
});

describe('redeeming', () => {
  it.each([
    ['a good one', granted, null],
    [
      'one that is used up, also long after',
      { ...granted, redeemedAt: NOW, grantExpiresAt: later(-1) },
      'grant_redeemed',
    ],
    ['one in the very moment it ends', { ...granted, grantExpiresAt: NOW }, 'grant_expired'],
    ['one that was never given', { ...granted, state: 'ready' as const, grantExpiresAt: null }, 'grant_expired'],
    ['one whose outcome is reported', { ...granted, state: 'failed' as const }, 'grant_void'],
  ])('%s', (_what, execution, refusal) => expect(redeemRefusal(execution, NOW)).toBe(refusal));

  it('never takes one twice, nor one that is late, nor one that is over', () => {
    const state = fc.constantFrom('ready', 'granted', 'succeeded', 'failed', 'unknown', 'revoked') as fc.Arbitrary<
      Execution['state']
    >;
    const time = fc.option(fc.integer({ min: -1000, max: 1000 }).map(later));
    fc.assert(
      fc.property(state, time, time, (at, grantExpiresAt, redeemedAt) => {
        const good = redeemRefusal({ state: at, grantExpiresAt, redeemedAt }, NOW) === null;
        expect(good).toBe(at === 'granted' && redeemedAt === null && grantExpiresAt !== null && grantExpiresAt > NOW);
      }),
    );
  });
});

describe('a grant whose time is over', () => {
  it('was never used, or nobody knows what came of it', () => {
    expect(settlementOf(false).state).toBe('failed');
    expect(settlementOf(true).state).toBe('unknown');
  });
});
