import { describe, expect, it } from '@jest/globals';
import { canonicalJson, sha256 } from '../../platform/json/canonical.js';
import type { Observation } from '../../rulebook/rules/precondition.js';
import { secondLook } from './look-again.js';

const seen = (status: string, asOf = '2026-11-24T06:00:00.000Z'): Observation => ({
  asOf,
  seen: { payment: { watch: { status }, show: {} } },
});
const signed = canonicalJson(seen('open'));

describe('the second look, right before the point of no return', () => {
  it('goes on where nothing must hold', () => expect(secondLook(null, null)).toEqual({ do: 'go', digest: null }));

  it('goes on where it still holds, and notes what was seen now', () => {
    const now = seen('open', '2026-11-24T07:00:00.000Z');
    expect(secondLook(signed, { ok: true, value: now })).toEqual({
      do: 'go',
      digest: sha256(canonicalJson(now)).toString('hex'),
    });
  });

  it('returns it to people where it drifted, and says what', () => {
    expect(secondLook(signed, { ok: true, value: seen('refunded') })).toEqual({
      do: 'return',
      because: 'payment.status was open and is refunded',
    });
  });

  it('waits where nothing can be seen', () => {
    expect(secondLook(signed, { ok: false, because: 'HTTP 503' })).toEqual({ do: 'wait', because: 'HTTP 503' });
  });

  it.each([
    ['never seen and visible now', null, { ok: true as const, value: seen('open') }],
    ['never seen and not visible now', null, { ok: false as const, because: 'HTTP 503' }],
    ['seen once and not asked now', signed, null],
  ])('never lets through what was %s', (_story, then, now) => {
    expect(secondLook(then, now).do).toBe('return');
  });
});
