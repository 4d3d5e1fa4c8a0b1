import { randomUUID } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Dispatcher, request } from 'undici';
import { guardedAgent, type Resolve } from '../../api/src/execution/connectors/guarded-agent.js';
import { readNetworks } from '../../api/src/execution/rules/may-connect.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { type Answer, ok, outcome } from '../support/installation-http.js';
import { callOf } from '../support/installation-proposals.js';
import { untrusted } from '../support/untrusted-certificate.js';

const LOOPBACK = ['127.0.0.0/8'];

/** A server that counts who connects, and at which of its addresses. */
class Target {
  readonly connectedAt: string[] = [];
  readonly asked: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(
    answer: (request: IncomingMessage) => { status: number; headers?: Record<string, string> },
    tls?: typeof untrusted,
  ): Promise<Target> {
    const server = tls ? createSecureServer(tls) : createServer();
    const target = new Target(server);
    server.on('connection', (socket) => target.connectedAt.push(socket.localAddress ?? ''));
    server.on('request', (incoming, response) => {
      target.asked.push(incoming.url ?? '');
      const { status, headers } = answer(incoming);
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers }).end('{}');
    });
    // Every address of this machine, so that only the guard stands between a name and it.
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
    return target;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** A name server that says these, one after the other, and the last for ever. */
function says(...answers: string[][]): Resolve & { times: () => number } {
  let times = 0;
  const resolve = async (): Promise<LookupAddress[]> => {
    const answer = answers[Math.min(times++, answers.length - 1)]!;
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  return Object.assign(resolve, { times: () => times });
}

describe('a call to a tool', () => {
  let target: Target;
  const open: Dispatcher[] = [];

  beforeEach(async () => {
    target = await Target.start(() => ({ status: 200 }));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((agent) => agent.destroy()));
    await target.stop();
  });

  const host = (name = 'tool.test') => `${name}:${target.port}`;

  /** One request as the connector makes it, through a guard that knows `tool.test` by this name server. */
  async function call(url: string, resolve: Resolve, { networks = [] as string[], hosts = [host()] } = {}) {
    const dispatcher = guardedAgent(hosts, readNetworks(networks), resolve);
    open.push(dispatcher);
    const { statusCode, body } = await request(url, { dispatcher, signal: AbortSignal.timeout(5_000) });
    await body.dump();
    return statusCode;
  }

  test('reaches a name that leads into a named network', async () => {
    expect(await call(`http://${host()}/`, says(['127.0.0.1']), { networks: LOOPBACK })).toBe(200);
  });

  test.each([
    ['this machine', '127.0.0.1'],
    ['this machine by another address', '127.0.0.2'],
    ['any address', '0.0.0.0'],
    ['this machine in IPv6', '::1'],
    ['this machine in an IPv6 dress', '::ffff:127.0.0.1'],
    ['the metadata service of a cloud', '169.254.169.254'],
    ['a neighbour', '10.0.0.1'],
  ])('is never made to a name that means %s', async (_, address) => {
    await expect(call(`http://${host()}/`, says([address]))).rejects.toThrow(/nothing was sent/);
    expect(target.connectedAt).toEqual([]);
  });

  test('is not made to a name with one good address and one bad', async () => {
    const both = says(['127.0.0.1', '10.0.0.1'], ['10.0.0.1', '127.0.0.1']);
    for (let n = 0; n < 2; n++) {
      await expect(call(`http://${host()}/`, both, { networks: LOOPBACK })).rejects.toThrow(/10\.0\.0\.1 \(private\)/);
    }
    expect(target.connectedAt).toEqual([]);
  });

  test('goes to the address that was judged, whatever the name means a moment later', async () => {
    const rebinding = says(['127.0.0.2'], ['127.0.0.1']);
    const only = ['127.0.0.2/32'];
    expect(await call(`http://${host()}/`, rebinding, { networks: only })).toBe(200);
    expect([rebinding.times(), target.connectedAt]).toEqual([1, ['127.0.0.2']]);
    await expect(call(`http://${host()}/`, rebinding, { networks: only })).rejects.toThrow(/127\.0\.0\.1 \(loopback\)/);
    expect(target.connectedAt).toHaveLength(1);
  });

  test('is not made without TLS to where anybody may listen in', async () => {
    await expect(call(`http://${host()}/`, says(['8.8.8.8']))).rejects.toThrow(/without TLS/);
  });

  test('needs no resolver for a host that is named by its address, and takes no other port or spelling of it', async () => {
    const hosts = [`127.0.0.1:${target.port}`];
    const nobody = says([]);
    expect(await call(`http://127.0.0.1:${target.port}/`, nobody, { hosts })).toBe(200);
    // The same address in other digits is the same host.
    expect(await call(`http://2130706433:${target.port}/`, nobody, { hosts })).toBe(200);
    for (const other of [`127.0.0.2:${target.port}`, '127.0.0.1:1', `[::ffff:7f00:1]:${target.port}`, host()]) {
      await expect(call(`http://${other}/`, nobody, { hosts })).rejects.toThrow(/COUNTERSIGN_ALLOWED_TOOL_HOSTS/);
    }
    expect(nobody.times()).toBe(0);
  });

  test('follows no redirect', async () => {
    const elsewhere = await Target.start(() => ({ status: 200 }));
    const location = `http://127.0.0.1:${elsewhere.port}/`;
    const redirecting = await Target.start(() => ({ status: 307, headers: { location } }));
    const hosts = [`127.0.0.1:${redirecting.port}`, `127.0.0.1:${elsewhere.port}`];
    expect(await call(`http://${hosts[0]}/`, says([]), { hosts })).toBe(307);
    expect(elsewhere.connectedAt).toEqual([]);
    await Promise.all([elsewhere.stop(), redirecting.stop()]);
  });

  test('asks no proxy that the environment names', async () => {
    const proxy = await Target.start(() => ({ status: 200 }));
    const names = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
    for (const name of names) process.env[name] = `http://127.0.0.1:${proxy.port}`;
    try {
      expect(await call(`http://${host()}/`, says(['127.0.0.1']), { networks: LOOPBACK })).toBe(200);
    } finally {
      for (const name of names) delete process.env[name];
    }
    expect([proxy.connectedAt, target.connectedAt]).toEqual([[], ['127.0.0.1']]);
    await proxy.stop();
  });

  test('ends before its first byte where the certificate is nobody’s, even if the environment says not to look', async () => {
    const secure = await Target.start(() => ({ status: 200 }), untrusted);
    const hosts = [`tool.test:${secure.port}`];
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const made = call(`https://${hosts[0]}/`, says(['127.0.0.1']), { networks: LOOPBACK, hosts });
      await expect(made).rejects.toThrow(/self-signed certificate/);
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
    expect(secure.asked).toEqual([]);
    // The server is in order: who does trust it gets an answer.
    const options = { host: '127.0.0.1', port: secure.port, servername: 'tool.test', ca: untrusted.cert, agent: false };
    const [answer] = (await once(get(options), 'response')) as [IncomingMessage];
    expect([answer.statusCode, secure.asked]).toEqual([200, ['/']]);
    answer.resume();
    await secure.stop();
  });
});

describe('an installation', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await startInstallation();
  });
  afterAll(() => installation.stop());

  /** Approved, and run as far as it goes. */
  async function run(tool: string): Promise<Answer> {
    const ticket = await installation.agent.submit(callOf(tool, { x: randomUUID() }));
    const operator = installation.as('operator');
    const { execution } = await ok(operator.approve(await operator.ticket(ticket.id)));
    await installation.execute(execution.id);
    return (await operator.ticket(ticket.id)).execution;
  }

  test('does not call a name that means the machine itself, until it says that it means that network', async () => {
    const byName = installation.tools.host.replace('127.0.0.1', 'localhost');
    await installation.restart({ COUNTERSIGN_ALLOWED_TOOL_HOSTS: byName });
    const endpoint = { url: `http://${byName}/tools/ping` };
    await installation.registerTool('ping', { endpoint });
    const refused = await run('ping');
    expect(refused).toMatchObject({ state: 'failed', attempts: 1 });
    expect(refused.error).toMatch(/^localhost is .*(127\.0\.0\.1|::1) \(loopback\).*nothing was sent$/);
    expect(installation.tools.requests).toEqual([]);

    await installation.restart({
      COUNTERSIGN_ALLOWED_TOOL_HOSTS: byName,
      COUNTERSIGN_ALLOWED_TOOL_NETWORKS: '127.0.0.0/8, ::1/128',
    });
    expect(await run('ping')).toMatchObject({ state: 'succeeded' });
  });

  test('hears an answer that is too long, or does not end, for no longer than it has to', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('"');
      const drip = setInterval(() => response.write('x'), 100);
      response.on('close', () => clearInterval(drip));
      if (server.listenerCount('long') > 0) response.write('x'.repeat(300 * 1024));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await installation.restart({ COUNTERSIGN_ALLOWED_TOOL_HOSTS: host });
    await installation.registerTool('talk', {
      endpoint: { url: `http://${host}/` },
      retryClass: 'once',
      timeoutMs: 1000,
    });
    const from = performance.now();
    expect(await run('talk')).toMatchObject({ state: 'unknown', error: 'no answer within 1000 ms' });
    expect(performance.now() - from).toBeLessThan(10_000);
    server.on('long', () => {});
    expect((await run('talk')).error).toMatch(/the answer is larger than 256 KiB/);
    server.closeAllConnections();
    server.close();
  });

  test('registers no endpoint with credentials, another protocol, or a host that is not named', async () => {
    await installation.restart();
    const { host } = installation.tools;
    for (const url of [
      `http://me:secret@${host}/`,
      `ftp://${host}/`,
      `javascript://${host}/`,
      `http://${host}.evil.test/`,
    ]) {
      const tool = { name: 'steal', description: '', schema: {}, retryClass: 'once', changesWorld: true };
      const reply = installation.as('admin').post('/v1/tools', { ...tool, endpoint: { url } });
      expect([url, await outcome(reply)]).toEqual([url, { status: 400, code: 'validation_failed' }]);
    }
  });
});
