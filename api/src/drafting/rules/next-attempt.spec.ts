import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Fault, nextAttempt } from './next-attempt.js';

const status = (of: number, code: string | null = null, retryAfterMs: number | null = null): Fault => ({
  kind: 'status',
  status: of,
  code,
  retryAfterMs,
});

const faults: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>(
    ...(['connection', 'timeout', 'cut', 'unreadable', 'open_circuit'] as const).map((kind) => ({ kind })),
  ),
  fc.record({
    kind: fc.constant('status' as const),
    status: fc.integer({ min: 400, max: 599 }),
    code: fc.constantFrom(null, 'insufficient_quota', 'rate_limit_exceeded', 'model_not_found'),
    retryAfterMs: fc.option(fc.integer({ min: 0, max: 100_000 })),
  }),
);

describe('after a fault', () => {
  test.each([408, 409, 429, 500, 503, 529])('HTTP %d is asked once more, and then of the fallback', (code) => {
    expect(nextAttempt(status(code), 1, true, 5_000)).toEqual({ retry: 'same', afterMs: 250 });
    expect(nextAttempt(status(code), 2, true, 5_000)).toEqual({ retry: 'fallback', afterMs: 0 });
    expect(nextAttempt(status(code), 2, false, 5_000)).toMatchObject({ failure: { kind: 'model_unavailable' } });
  });

  test.each([400, 401, 403, 422])('HTTP %d would be answered the same again', (code) => {
    expect(nextAttempt(status(code), 1, true, 5_000)).toMatchObject({ failure: { kind: 'model_unavailable' } });
  });

  test('money that is spent is spent for the fallback, too; a model that is not there is not', () => {
    expect(nextAttempt(status(429, 'insufficient_quota'), 1, true, 5_000)).toHaveProperty('failure');
    expect(nextAttempt(status(404), 1, true, 5_000)).toEqual({ retry: 'fallback', afterMs: 0 });
    expect(nextAttempt(status(400, 'model_not_found'), 1, true, 5_000)).toEqual({ retry: 'fallback', afterMs: 0 });
  });

  test('it waits for as long as the server asks, unless there is not so much time', () => {
    expect(nextAttempt(status(429, null, 2_000), 1, true, 5_000)).toEqual({ retry: 'same', afterMs: 2_000 });
    expect(nextAttempt(status(429, null, 6_000), 1, true, 5_000)).toEqual({ retry: 'fallback', afterMs: 0 });
    expect(nextAttempt(status(429, null, 6_000), 1, false, 5_000)).toHaveProperty('failure');
  });

  test('a slow model is left for the fallback, and what can’t be read is not asked for again', () => {
    expect(nextAttempt({ kind: 'timeout' }, 1, true, 5_000)).toEqual({ retry: 'fallback', afterMs: 0 });
    expect(nextAttempt({ kind: 'timeout' }, 1, true, 0)).toMatchObject({ failure: { kind: 'timed_out' } });
    expect(nextAttempt({ kind: 'unreadable' }, 1, true, 5_000)).toMatchObject({ failure: { kind: 'malformed' } });
  });

  test('it always comes to an end, and never waits past the time', () => {
    fc.assert(
      fc.property(
        fc.array(faults, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: 60_000 }),
        (met, time) => {
          let [left, calls, hasFallback, asked] = [time, 1, true, 0];
          for (const fault of met) {
            asked += 1;
            const next = nextAttempt(fault, calls, hasFallback, left);
            if ('failure' in next) break;
            expect(next.afterMs).toBeLessThanOrEqual(left);
            left -= next.afterMs;
            calls = next.retry === 'same' ? calls + 1 : 1;
            if (next.retry === 'fallback') hasFallback = false;
          }
          expect(asked).toBeLessThanOrEqual(4);
        },
      ),
    );
  });
});
