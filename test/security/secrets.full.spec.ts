import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Authenticator } from '../support/authenticator.js';
import { BuiltProcess } from '../support/built-process.js';
import { ok, type Reply, send } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { Product } from '../support/product.js';

let product: Product;
let url: string;
/** Every secret that was made, typed or answered, by what it is. */
const secrets = new Map<string, string>();

const keep = (what: string, secret: string | undefined) => {
  if (!secret || secret.length < 6) throw new Error(`${what} is no secret: ${secret}`);
  secrets.set(what, secret);
};
const keepSession = (what: string, reply: Reply) => {
  const [session, device] = reply.headers.getSetCookie();
  keep(`${what}: session`, /=([^;]+)/.exec(session!)![1]);
  if (device) keep(`${what}: device`, /=([^;]+)/.exec(device)![1]);
  keep(`${what}: csrf`, reply.body.csrfToken);
  return { cookie: session!.split(';')[0]!, 'x-csrf-token': reply.body.csrfToken as string };
};
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  send(url + path, 'POST', { body, headers });

/** Processes that can't start, each for another reason; some try for half a minute. */
let failing: BuiltProcess[];
const UNUSABLE: Record<string, string>[] = [
  { DATABASE_URL: 'postgres://app:hunter2-hunter2@127.0.0.1:1/none' },
  { DATABASE_URL: 'hunter2-hunter2' },
  { DATABASE_URL: 'postgres://app:hunter2-hunter2@127.0.0.1:1/none', REDIS_URL: 'hunter2-hunter2' },
  { DATABASE_URL: 'postgres://app:hunter2-hunter2@host with spaces/none' },
];

beforeAll(async () => {
  failing = UNUSABLE.map((env) =>
    BuiltProcess.start('api/src/main.js', { env: { ...env, PORT: '0', LOG_LEVEL: 'trace' } }),
  );
  product = await Product.started({ LOG_LEVEL: 'trace' });
  const access = await product.access();
  url = access.url;
  for (const { email, password } of access.people) keep(`password of ${email}`, password);
  for (const { name, key } of access.agents) keep(`key of ${name}`, key);
  const database = new URL(await readFile(join(product.dataDir, 'database-url'), 'utf8'));
  if (database.password) keep('password of the database', decodeURIComponent(database.password));
  const keysDir = join(product.dataDir, 'keys');
  for (const file of await readdir(keysDir)) {
    const text = await readFile(join(keysDir, file), 'utf8');
    keep(
      `content of ${file}`,
      text.split('\n').find((line) => line.length > 20 && !line.startsWith('-')),
    );
  }
}, 120_000);
afterAll(() => product?.remove());

/** Everything that people, agents and admins do with a secret, right and wrong. */
async function useThemAll(): Promise<void> {
  await Authenticator.earlyInStep();
  const admin = await product.accessOf('admin');
  const wrong = 'a wrong password that somebody typed';
  keep('wrong password', wrong);
  await post('/v1/session', { ...admin, password: wrong });
  await post('/v1/session', { ...admin, password: { nested: wrong } });
  await send(`${url}/v1/session`, 'POST', { raw: `{"email": "x", "password": "${wrong}"` });
  let headers = keepSession('sign-in', await post('/v1/session', admin));
  const enrolment = await ok(post('/v1/session/totp', { password: admin.password }, headers));
  keep('TOTP secret', enrolment.secret);
  const app = new Authenticator(enrolment.uri);
  const confirmed = await post('/v1/session/totp/confirm', { code: app.code() }, headers);
  for (const code of confirmed.body.recoveryCodes) keep(`recovery code ${code}`, code);
  headers = keepSession('confirmed', confirmed);
  keepSession('recovery', await post('/v1/session', { ...admin, code: confirmed.body.recoveryCodes[0] }));
  await post('/v1/session', { ...admin, code: '000000' });
  const next = 'purple tractor seventeen';
  keep('next password', next);
  headers = keepSession('password', await post('/v1/session/password', { current: admin.password, next }, headers));
  await post('/v1/session/step-up', { password: wrong, code: app.code(1) }, headers);
  headers = keepSession('step-up', await post('/v1/session/step-up', { password: next, code: app.code(1) }, headers));
  const tool = {
    name: 'quiet',
    description: 'A tool',
    schema: { type: 'object' },
    retryClass: 'once',
    changesWorld: true,
  };
  const { ledger } = await product.access();
  const registered = await ok(post('/v1/tools', { ...tool, endpoint: { url: `${ledger.url}/tools/quiet` } }, headers));
  keep('signing secret', registered.signingSecret);
  const agent = await ok(post('/v1/agents', { name: 'quiet-agent' }, headers));
  const { key } = await ok(post(`/v1/agents/${agent.id}/keys`, {}, headers));
  keep('new agent key', key);
  const bearer = { authorization: `Bearer ${key}`, 'idempotency-key': 'one' };
  await ok(post('/v1/proposals', refund(), bearer));
  await post('/v1/proposals', { broken: key }, bearer);
  const forged = `csk_${'f'.repeat(43)}`;
  keep('forged key', forged);
  await post('/v1/proposals', refund(), { authorization: `Bearer ${forged}` });
  await send(`${url}/v1/tickets`, 'GET', { headers: { cookie: 'countersign_session=forged-and-long-enough' } });
  await post(`/v1/proposals?token=${forged}`, {}, {});
  await post(
    '/v1/people',
    { email: 'x@example.test', name: 'X', password: 'purple tractor eighteen', roles: ['operator'] },
    headers,
  );
  keep('password of somebody new', 'purple tractor eighteen');
}

const found = (text: string) => [...secrets].filter(([, secret]) => text.includes(secret)).map(([what]) => what);

/** The command lines of a process and of all that descend from it. */
async function commandLines(root: number): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(pid, Number(/\) \S (\d+)/.exec(stat)?.[1]));
  }
  const isOurs = (pid: number): boolean => pid === root || (parents.has(pid) && isOurs(parents.get(pid)!));
  return Promise.all(pids.filter(isOurs).map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
}

describe('no secret', () => {
  test('is in the log, at its most talkative, whatever goes right or wrong', async () => {
    await useThemAll();
    expect(secrets.size).toBeGreaterThan(40);
    const [pid] = (await readFile(join(product.dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    const lines = process.platform === 'linux' ? await commandLines(product.process.pid) : [];
    // The database goes away in the middle of it all, and everything complains.
    process.kill(Number(pid), 'SIGKILL');
    await Promise.allSettled([
      post('/v1/session', await product.accessOf('auditor')),
      send(`${url}/v1/tickets`, 'GET'),
    ]);
    await product.process.ended;
    const said = product.process.stdout + product.process.stderr;
    expect(said).toMatch(/"level":(10|20)/);
    expect(said.length).toBeGreaterThan(1000);
    expect(found(said)).toEqual([]);
    expect(lines.filter((line) => line.includes('postgres')).length).toBeGreaterThan(0);
    expect(lines.flatMap(found)).toEqual([]);
  });

  test('is in what a process says that can’t start', async () => {
    for (const failed of failing) {
      expect((await failed.ended).code).toBe(1);
      const said = failed.stdout + failed.stderr;
      expect(said).toContain('could not start');
      expect(said).not.toContain('hunter2');
    }
  });
});
