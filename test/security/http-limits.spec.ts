import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { outcome, send } from '../support/installation-http.js';

const MOST_CONNECTIONS = 40;

let installation: Installation;
beforeAll(async () => {
  installation = await startInstallation({
    env: { COUNTERSIGN_REQUEST_TIMEOUT_SECONDS: '1', COUNTERSIGN_MAX_CONNECTIONS: String(MOST_CONNECTIONS) },
  });
});
afterAll(() => installation.stop());

function open(): Socket {
  const { hostname, port } = new URL(installation.baseUrl());
  return connect(Number(port), hostname).on('error', () => undefined);
}

const closed = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

/** All that comes back until the connection is closed. */
async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  await closed(socket);
  return text;
}

const isAnswered = () => send(`${installation.baseUrl()}/health/live`, 'GET');

describe('whoever sends slowly', () => {
  const dribble = async (socket: Socket, first: string, more: () => string) => {
    socket.write(first);
    while (!socket.destroyed && socket.writable) {
      await delay(100);
      socket.write(more());
    }
  };

  test.each([
    ['a head, a byte at a time', 'GET /v1/tickets HTTP/1.1\r\nHost: x\r\n', () => 'X-A: b\r\n'],
    [
      'a body, a byte at a time',
      'POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n',
      () => 'x',
    ],
  ])('%s: is answered 408 and closed, and keeps nobody else waiting', async (_, first, more) => {
    const slow = Array.from({ length: 10 }, open);
    const answers = slow.map(answerOf);
    for (const socket of slow) void dribble(socket, first, more);
    await delay(300);
    expect((await isAnswered()).status).toBe(200);
    for (const text of await Promise.all(answers)) {
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
      expect(text).toContain('"code":"request_too_slow"');
    }
  });

  test('nothing at all: is told so and closed', async () => {
    expect(await answerOf(open())).toMatch(/^HTTP\/1\.1 408 /);
  });
});

describe('whoever sends too much', () => {
  test('of headers is answered 431 and closed', async () => {
    const socket = open();
    const answer = answerOf(socket);
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`);
    const text = await answer;
    expect(text).toMatch(/^HTTP\/1\.1 431 /);
    expect(text).toContain('"code":"headers_too_large"');
  });

  test('of a URL is answered 414, whoever they are', async () => {
    const reply = send(`${installation.baseUrl()}/v1/tickets?domain=${'a'.repeat(9000)}`, 'GET');
    expect(await outcome(reply)).toEqual({ status: 414, code: 'url_too_long' });
  });

  test('of a body is answered 413, said beforehand or not', async () => {
    const big = JSON.stringify({ email: 'a'.repeat(1_100_000) });
    expect(await outcome(send(`${installation.baseUrl()}/v1/session`, 'POST', { raw: big }))).toEqual({
      status: 413,
      code: 'body_too_large',
    });
    const socket = open();
    const answer = answerOf(socket);
    socket.write(
      'POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
    );
    for (let n = 0; n < 20 && !socket.destroyed; n += 1) socket.write(`10000\r\n${'a'.repeat(65_536)}\r\n`);
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('what is no HTTP is answered 400 and closed', async () => {
    const socket = open();
    const answer = answerOf(socket);
    socket.write('\x16\x03\x01 hello\r\n\r\n');
    expect(await answer).toMatch(/^HTTP\/1\.1 400 .*"code":"bad_request"/s);
  });

  test('two requests in one, for a proxy to misread, are one refusal', async () => {
    const socket = open();
    const answer = answerOf(socket);
    const body = '0\r\n\r\nGET /v1/tickets HTTP/1.1\r\nHost: x\r\n\r\n';
    socket.write(
      `POST /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\nTransfer-Encoding: chunked\r\n\r\n${body}`,
    );
    const text = await answer;
    expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });
});

test('whoever opens more connections than there may be keeps others out no longer than it takes to close theirs', async () => {
  const many = Array.from({ length: MOST_CONNECTIONS * 2 }, () => open().resume());
  const all = many.map(closed);
  await eventually('the connections above the limit to be closed', async () => {
    return many.filter(({ destroyed }) => destroyed).length >= MOST_CONNECTIONS;
  });
  await Promise.all(all);
  expect((await isAnswered()).status).toBe(200);
});
