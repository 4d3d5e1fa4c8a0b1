import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpCountersign } from './http-countersign.js';

const PEOPLE = ['ada', 'bo', 'cy'].map((name) => ({
  email: `${name}@countersign.example`,
  password: `${name}'s`,
  roles: [name === 'cy' ? 'support_lead' : 'operator'],
}));

let server: Server;
let seen: { line: string; headers: IncomingMessage['headers']; body: Record<string, unknown> }[];
let countersign: HttpCountersign;

beforeEach(async () => {
  seen = [];
  server = createServer(async (request, response) => {
    const body = JSON.parse((await text(request)) || '{}') as Record<string, unknown>;
    seen.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    if (request.url?.endsWith('/reject')) response.statusCode = 409;
    if (request.url === '/v1/session') response.setHeader('set-cookie', `session=of-${body.email}; HttpOnly; Path=/`);
    response.end(JSON.stringify({ id: 'p1', person: { id: `id-${body.email}` }, csrfToken: `csrf-${body.email}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  countersign = new HttpCountersign(url, `${url}/ledger`, { people: PEOPLE, agents: [{ name: 'demo', key: 'k1' }] });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('the seeder over HTTP', () => {
  it('proposes with the agent key and the idempotency key', async () => {
    expect(await countersign.propose('demo-lamp', { evidence: [] })).toBe('p1');
    expect(seen[0]).toMatchObject({
      line: 'POST /v1/proposals',
      headers: { authorization: 'Bearer k1', 'idempotency-key': 'demo-lamp' },
      body: { evidence: [] },
    });
  });

  it('signs each person in once, and sends their cookie and CSRF token', async () => {
    await Promise.all([countersign.act('second_operator', 't1', 'claim', {}), countersign.personId('second_operator')]);
    await countersign.act('support_lead', 't1', 'approve', { revision: 1 });

    expect(seen.map(({ line }) => line)).toEqual([
      'POST /v1/session',
      'POST /v1/tickets/t1/claim',
      'POST /v1/session',
      'POST /v1/tickets/t1/approve',
    ]);
    const [, bo, , cy] = seen;
    expect(bo?.headers).toMatchObject({
      cookie: 'session=of-bo@countersign.example',
      'x-csrf-token': 'csrf-bo@countersign.example',
    });
    expect([cy?.headers.cookie, cy?.body]).toEqual(['session=of-cy@countersign.example', { revision: 1 }]);
  });

  it('puts a fault on one ticket in place of what an earlier run left there', async () => {
    await countersign.fault('t1', { mode: 'fail', times: 1 });
    expect(seen.map(({ line, body }) => [line, body])).toEqual([
      ['POST /ledger/faults', { mode: 'off', match: { ticketId: 't1' } }],
      ['POST /ledger/faults', { mode: 'fail', times: 1, match: { ticketId: 't1' } }],
    ]);
  });

  it('stops at a refusal and says what was refused', async () => {
    const refused = countersign.act('operator', 't1', 'reject', {});
    await expect(refused).rejects.toThrow(/POST http:.*\/v1\/tickets\/t1\/reject was answered 409/);
  });
});
