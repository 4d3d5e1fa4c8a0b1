import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lifecycleFaults } from '../../tickets/rules/lifecycle.js';
import { EXECUTION_TRANSITIONS } from './lifecycle.js';
import { type Attempt, afterAttempt, backoffSeconds, KEY_LIFETIME_SECONDS, QUIET_SECONDS, takeOver } from './retry.js';

const silence: Attempt = { kind: 'silence', because: 'timeout' };
const notFound: Attempt = { kind: 'not_found' };

describe('what follows an attempt', () => {
  it.each([
    ['a result succeeds, whatever the class', 'once', { kind: 'result', result: '{}' }, 0, 'succeed'],
    ['a definite refusal fails', 'idempotent', { kind: 'refused', because: 'HTTP 422' }, 0, 'fail'],
    ['silence: an idempotent tool is sent the same again', 'idempotent', silence, 0, 'again'],
    ['silence: a queryable tool is asked', 'queryable', silence, 0, 'again'],
    ['silence: once is never touched again', 'once', silence, 0, 'give_up'],
    ['the provider forgets keys: then nobody knows', 'idempotent', silence, KEY_LIFETIME_SECONDS, 'give_up'],
    ['not found too early says nothing', 'queryable', notFound, QUIET_SECONDS - 1, 'again'],
    ['not found after the quiet time is a failure', 'queryable', notFound, QUIET_SECONDS, 'fail'],
  ] as const)('%s', (_story, retryClass, attempt, since, expected) => {
    expect(afterAttempt(retryClass, attempt, 1, since).do).toBe(expected);
  });

  it('fails what was never sent, but not what may have been done by an attempt before', () => {
    const notSent: Attempt = { kind: 'not_sent', because: 'the address is private' };
    for (const retryClass of ['idempotent', 'queryable', 'once'] as const) {
      expect(afterAttempt(retryClass, notSent, 1, 0).do).toBe('fail');
      expect(afterAttempt(retryClass, notSent, 2, 10).do).not.toBe('fail');
    }
  });

  it('takes a conflict for an answer once, and of a call sent again for a sign that the first is still under way', () => {
    const conflict: Attempt = { kind: 'refused', because: 'HTTP 409', conflict: true };
    expect(afterAttempt('idempotent', conflict, 1, 0).do).toBe('fail');
    expect(afterAttempt('idempotent', conflict, 2, 1).do).toBe('again');
    expect(afterAttempt('idempotent', conflict, 9, KEY_LIFETIME_SECONDS).do).toBe('give_up');
  });

  it('never sends a call again that might have been applied, unless the provider honours our key', () => {
    fc.assert(
      fc.property(fc.constantFrom('queryable' as const, 'once' as const), (retryClass) => {
        expect(takeOver(retryClass)).not.toBe('send');
      }),
    );
    expect(takeOver('idempotent')).toBe('send');
  });

  it('waits longer each time, at most a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map(backoffSeconds)).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('ends every execution, however long the silence', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('idempotent' as const, 'queryable' as const, 'once' as const),
        fc.nat(1000),
        (cls, n) => {
          expect(afterAttempt(cls, silence, n, KEY_LIFETIME_SECONDS).do).toBe('give_up');
        },
      ),
    );
  });

  it('has a sound lifecycle', () => {
    expect(lifecycleFaults(EXECUTION_TRANSITIONS, 'ready')).toEqual([]);
  });
});
