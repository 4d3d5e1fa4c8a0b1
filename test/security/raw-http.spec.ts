import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Installation, startInstallation } from '../support/installation.js';
import { send } from '../support/installation-http.js';
import { fuzzRaw, KNOWN, sendRaw } from './fuzz/raw.js';

/** What no HTTP client sends, over a bare socket: answered below 500 or hung up on, never left hanging, and the process lives on. */

/** A minute of `npm test` is worth more elsewhere; `npm run fuzz` sends as many as it is told. */
const REQUESTS = 200;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({ env: { COUNTERSIGN_REQUEST_TIMEOUT_SECONDS: '1' } });
});
afterAll(() => installation.stop());

const isAlive = async () => (await send(`${installation.baseUrl()}/health/live`, 'GET')).status;

describe('what is known to confuse servers', () => {
  test('is answered once and below 500, or hung up on, whether the sender waits, ends or is gone', async () => {
    for (const goesOn of ['wait', 'end', 'reset'] as const) {
      const faults = await Promise.all(
        KNOWN.map(async ([name, bytes]) => [name, await sendRaw(installation.baseUrl(), { bytes, goesOn, most: 1 })]),
      );
      expect(faults.filter(([, fault]) => fault !== null)).toEqual([]);
    }
    expect(await isAlive()).toBe(200);
  });
});

describe('what chance puts together', () => {
  test('is answered below 500 or hung up on, and the process lives on', async () => {
    const seed = Math.floor(Math.random() * 1e9);
    expect(await fuzzRaw(installation.baseUrl(), seed, REQUESTS)).toEqual([]);
    expect(await isAlive()).toBe(200);
  });
});

describe('these tests', () => {
  test.each([
    ['a 5xx', 'HTTP/1.1 500 Internal Server Error\r\n\r\n', 'HTTP 500'],
    ['an answer too many', 'HTTP/1.1 200 OK\r\n\r\n{}HTTP/1.1 401 Unauthorized\r\n\r\n', '2 answers where 1 may be'],
    ['what is no HTTP', 'Segmentation fault', 'it is no HTTP'],
    ['a stack', 'HTTP/1.1 400 Bad Request\r\n\r\n    at parse (node:internal/x)', 'it tells of what is inside'],
  ])('would notice %s', async (_, answer, fault) => {
    const server = createServer((socket) => socket.on('error', () => undefined).end(answer)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const request = { bytes: 'GET / HTTP/1.1\r\n\r\n', goesOn: 'wait', most: 1 } as const;
    expect(await sendRaw(`http://127.0.0.1:${port}`, request)).toContain(fault);
    server.close();
  });
});

test('requests in a row are answered each, in their order', async () => {
  const { hostname, port } = new URL(installation.baseUrl());
  const socket = connect(Number(port), hostname);
  const paths = ['/health/live', '/v1/tickets', '/nowhere', '/health/live'];
  const last = (path: string) => (path === paths.at(-1) ? 'Connection: close\r\n' : '');
  socket.write(paths.map((path, n) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${n === 3 ? last(path) : ''}\r\n`).join(''));
  let text = '';
  for await (const chunk of socket) text += chunk;
  expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(['200', '401', '404', '200']);
});
