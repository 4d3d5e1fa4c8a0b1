import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { outcome, send } from '../support/installation-http.js';

const PUBLIC = 'https://countersign.example';
const REFUSED = { status: 403, code: 'cross_site_request' };

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({ env: { COUNTERSIGN_PUBLIC_URL: PUBLIC } });
});
afterAll(() => installation.stop());

/** A change by somebody who is signed in, with the right token, as a browser would send it. */
const change = async (headers: Record<string, string>) => {
  const session = await installation.as('operator').headers();
  return outcome(send(`${installation.baseUrl()}/v1/session/keep`, 'POST', { headers: { ...session, ...headers } }));
};

describe('a change that a browser sends', () => {
  test.each([
    ['a page of ours', { 'sec-fetch-site': 'same-origin', origin: PUBLIC }],
    ['a page of ours, by the address behind the proxy', { origin: () => installation.baseUrl() }],
    ['a program, which says nothing', {}],
    ['somebody who typed it', { 'sec-fetch-site': 'none' }],
  ])('for %s is taken', async (_, headers) => {
    const said = Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value()]);
    expect(await change(Object.fromEntries(said))).toEqual({ status: 204 });
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sister of our host', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a host that begins like ours', { origin: `${PUBLIC}.evil.example` }],
    ['our host on another port', { origin: `${PUBLIC}:8443` }],
    ['our host without TLS', { origin: 'http://countersign.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['no origin that could be read', { origin: '%' }],
  ])('for %s is refused, whatever it holds', async (_, headers) => {
    expect(await change(headers)).toEqual(REFUSED);
  });

  test('to sign somebody in as somebody else is refused for another site too', async () => {
    const body = installation.as('operator').credentials;
    const headers = { origin: 'https://evil.example' };
    const reply = await send(`${installation.baseUrl()}/v1/session`, 'POST', { body, headers });
    expect(await outcome(reply)).toEqual(REFUSED);
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  test('is not an agent’s, which sends no cookie that could be abused', async () => {
    const headers = { authorization: `Bearer ${installation.agent.key}`, origin: 'https://backend.example' };
    const reply = send(`${installation.baseUrl()}/v1/proposals`, 'POST', { headers, body: {} });
    expect(await outcome(reply)).toEqual({ status: 400, code: 'idempotency_key_required' });
  });
});

test('behind TLS, cookies are Secure and browsers are told to keep to it', async () => {
  const reply = await send(`${installation.baseUrl()}/v1/session`, 'POST', {
    body: installation.as('operator').credentials,
  });
  expect(reply.headers.getSetCookie()).toHaveLength(2);
  for (const cookie of reply.headers.getSetCookie()) expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Strict$/);
  expect(reply.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
});
