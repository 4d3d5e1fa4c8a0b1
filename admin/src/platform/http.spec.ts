import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createHttp } from './http';
import { Problem } from './problem';

type Answer = { status?: number; body?: unknown } | Error;

/** Answers in turn, and keeps what was asked. */
function serve(...answers: Answer[]) {
  const asked: { method: string; path: string; token: string | null }[] = [];
  globalThis.fetch = (async (path: string, init: RequestInit) => {
    asked.push({ method: init.method!, path, token: new Headers(init.headers).get('x-csrf-token') });
    const answer = answers.shift()!;
    if (answer instanceof Error) throw answer;
    const status = answer.status ?? 200;
    return new Response(status === 204 ? null : JSON.stringify(answer.body ?? {}), { status });
  }) as typeof fetch;
  return asked;
}

const session = (csrfToken: string) => ({ body: { person: {}, csrfToken } });
const original = globalThis.fetch;
let http = createHttp();

beforeEach(() => {
  http = createHttp();
});
afterEach(() => {
  globalThis.fetch = original;
});

describe('the console and the session', () => {
  test('goes on under the token that an answer brings, as after proving again who one is', async () => {
    const asked = serve(session('t1'), session('t2'), { status: 200 });
    await http.request('POST', '/v1/session/step-up', {});
    await http.request('POST', '/v1/tickets/1/approve', {});
    expect(asked.map(({ token }) => token)).toEqual([null, 't1', 't2']);
  });

  test('a page that was just opened asks for its token before it changes anything', async () => {
    const asked = serve(session('t1'), { status: 200 });
    await http.request('POST', '/v1/tickets/1/claim', {});
    expect(asked.map(({ path, token }) => [path, token])).toEqual([
      ['/v1/session', null],
      ['/v1/tickets/1/claim', 't1'],
    ]);
  });

  test('a token that another tab has replaced is asked for once more', async () => {
    const refused = { status: 403, body: { code: 'csrf_token_missing', detail: 'Send it.' } };
    const asked = serve(session('old'), refused, session('new'), { status: 200 });
    await http.request('POST', '/v1/tickets/1/claim', {});
    expect(asked.at(-1)?.token).toBe('new');
  });

  test('another refusal is not tried again', async () => {
    const asked = serve(session('t1'), {
      status: 403,
      body: { code: 'not_allowed_to_sign', detail: 'You edited it.' },
    });
    await expect(http.request('POST', '/v1/tickets/1/approve', {})).rejects.toMatchObject({
      status: 403,
      code: 'not_allowed_to_sign',
      message: 'You edited it.',
    });
    expect(asked).toHaveLength(2);
  });
});

describe('what went wrong is a sentence', () => {
  test('a reading that found nobody says that nothing was changed', async () => {
    serve(new TypeError('failed to fetch'));
    await expect(http.request('GET', '/v1/tickets')).rejects.toMatchObject({ status: 0, code: 'network_down' });
  });

  test('a change whose reply was lost does not claim that nothing happened', async () => {
    serve(session('t1'), new TypeError('failed to fetch'));
    const lost = await http.request('POST', '/v1/tickets/1/approve', {}).catch((error: unknown) => error);
    expect(lost).toBeInstanceOf(Problem);
    expect((lost as Problem).message).toMatch(/Look at the ticket before trying again/);
  });

  test('a page of a proxy is no problem+json, and becomes one all the same', async () => {
    globalThis.fetch = (async () => new Response('<html>', { status: 502 })) as typeof fetch;
    await expect(http.request('GET', '/v1/tickets')).rejects.toMatchObject({ status: 502, code: 'unexpected' });
  });
});
