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
    expect(readAnswer(method, status, body).kind).toBe(kind);
  });

  it('passes the provider’s reason on', () => {
    expect(readAnswer('POST', 422, '{"detail":"over-refund"}')).toEqual({
      kind: 'refused',
      because: 'HTTP 422: over-refund',
    });
  });

  it('never calls anything but a plain 4xx of a call a failure', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.string(), (status, body) => {
        const { kind } = readAnswer('POST', status, body);
        if (kind === 'refused') expect(status).toBeGreaterThanOrEqual(400);
        if (kind === 'refused') expect(status).toBeLessThan(500);
      }),
    );
  });
});
