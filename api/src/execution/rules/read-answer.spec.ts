import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readAnswer } from './read-answer.js';

describe('what a tool’s answer means', () => {
  it.each([
    ['a result', 'POST', 200, '{"refundId":"re_1"}', 'result'],
    ['an empty success', 'POST', 204, '', 'result'],
    ['a success that is no JSON says nothing definite', 'POST', 200, '<html>', 'silence'],
    ['a success with NUL can’t be stored', 'POST', 200, '{"a":"\\u0000"}', 'silence'],
    ['a refusal', 'POST', 422, '{"detail":"over-refund"}', 'refused'],
    ['not now', 'POST', 429, '', 'silence'],
    ['too early', 'POST', 425, '', 'silence'],
    ['a request timeout', 'POST', 408, '', 'silence'],
    ['a server error may have applied it', 'POST', 500, '', 'silence'],
    ['a redirect is not followed', 'POST', 302, '', 'silence'],
    ['a look-up that finds it', 'GET', 200, '{}', 'result'],
    ['a look-up that finds nothing', 'GET', 404, '', 'not_found'],
    ['a look-up that is refused says nothing of the call', 'GET', 403, '', 'silence'],
  ] as const)('%s', (_story, method, status, body, kind) => {
    expect(readAnswer(method, status, body, '{}').kind).toBe(kind);
  });

  it('passes the provider’s reason on', () => {
    expect(readAnswer('POST', 422, '{"detail":"over-refund"}', '{}')).toEqual({
      kind: 'refused',
      because: 'HTTP 422: over-refund',
    });
  });

  it('keeps little of what it says, and neither arguments nor personal data', () => {
    const detail = `No Ann Lee (ann@example.test) for pay_77. ${'x'.repeat(10_000)}`;
    const canonical = '{"payee":{"name":"Ann Lee"},"payment_id":"pay_77"}';
    const attempt = readAnswer('POST', 422, JSON.stringify({ detail }), canonical) as { because: string };
    expect(attempt.because).toMatch(/^HTTP 422: No \[payee\.name\] \(\[e-mail\]\) for \[payment_id\]\. x+$/);
    expect(attempt.because).toHaveLength('HTTP 422: '.length + 500);
  });

  it('says what can be stored, wherever it is cut off', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), fc.nat({ max: 20 }), (text, n) => {
        const detail = `${'😀'.repeat(240 + n)}${text}\u0000\ud800`;
        const attempt = readAnswer('POST', 500, JSON.stringify({ detail }), '{}') as { because: string };
        expect(attempt.because.isWellFormed()).toBe(true);
        expect(attempt.because).not.toContain('\u0000');
        expect(attempt.because.length).toBeLessThanOrEqual(510);
      }),
    );
  });

  it('never calls anything but a plain 4xx of a call a failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.string(), (status, body) => {
        const { kind } = readAnswer('POST', status, body, '{}');
        if (kind === 'refused') expect(status).toBeGreaterThanOrEqual(400);
        if (kind === 'refused') expect(status).toBeLessThan(500);
      }),
    );
  });
});
