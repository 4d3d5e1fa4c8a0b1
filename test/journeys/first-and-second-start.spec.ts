import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { processesWorkingIn, processIdentity } from '../../api/src/platform/embedded-postgres/processes.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { type Answer, ok, send } from '../support/installation-http.js';
import type { TestPerson } from '../support/installation-person.js';
import { START_MS } from '../support/journey.js';
import { type DemoAccess, Product } from '../support/product.js';

const ROLES = [
  'operator',
  'operator',
  'support_lead',
  'auditor',
  'admin',
  'product',
  'platform',
  'security',
  'legal',
  'search',
];

describe('a newcomer’s first start', () => {
  let product: Product;
  let port: number;
  let access: DemoAccess;
  let person: TestPerson;
  let before: Answer[];
  /** What stood in the data directory when /health/ready first said 200, and what it had said until then. */
  let atReady: { credentials: boolean; earlier: Set<number> };

  beforeAll(async () => {
    port = await freePort();
    product = await Product.unstarted({ PORT: String(port) });
    product.launch({ ownGroup: true });
    atReady = await firstReady();
    access = await product.access();
    person = await product.person('operator');
    before = await tickets(person);
  }, START_MS);
  afterAll(() => product?.remove());

  test('is ready only once the file with everybody’s credentials is there', () => {
    expect(atReady).toEqual({ credentials: true, earlier: new Set([503]) });
  });

  test('writes them for its owner’s eyes alone, says where, and never says what they are', async () => {
    const path = join(product.dataDir, 'credentials.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(access).toEqual({
      url: `http://127.0.0.1:${port}`,
      people: ROLES.map((role) => ({
        email: expect.stringContaining('@'),
        password: expect.any(String),
        roles: [role],
      })),
      agents: [{ name: expect.any(String), key: expect.any(String) }],
      ledger: { url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) },
    });
    await product.process.says(/ready: (\S+)/);
    expect(product.process.stdout).toContain(path);
    const said = product.process.stdout + product.process.stderr;
    const secrets = [...access.people.map(({ password }) => password), ...access.agents.map(({ key }) => key)];
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });

  test('shows about thirty tickets, in every state that is not a matter of waiting', () => {
    expect(before.length).toBeGreaterThanOrEqual(30);
    const states = new Set(before.map(({ state, execution }) => [state, execution?.state].filter(Boolean).join(', ')));
    for (const state of [
      'auto_allowed',
      'pending_review',
      'blocked',
      'withdrawn',
      'rejected',
      'approved, succeeded',
      'approved, failed',
      'approved, unknown',
    ]) {
      expect(states).toContain(state);
    }
  });

  test('has an admin who owns the agent, and may therefore not sign', async () => {
    const admin = await product.person('admin');
    const { data } = await ok(admin.get('/v1/agents'));
    expect(data).toMatchObject([{ name: access.agents[0]!.name, ownerId: admin.id, keys: [{ issuedBy: admin.id }] }]);
  });

  test('ends on Ctrl-C with status 0, and leaves no process behind', async () => {
    const helpers = await helpersOf(product);
    expect(await stillRunning(helpers)).toEqual(['PostgreSQL', 'ledger']);
    expect(await product.process.interrupt()).toEqual({ code: 0, signal: null });
    expect(await stillRunning(helpers)).toEqual([]);
  });

  describe('and the second', () => {
    let url: string;
    let again: DemoAccess;
    beforeAll(async () => {
      url = await product.start({ port: await freePort() });
      again = await product.access();
    }, START_MS);

    test('keeps people, agents and their secrets, and writes where it is to be found now', () => {
      expect(url).not.toBe(access.url);
      expect(again).toEqual({ ...access, url, ledger: expect.anything() });
    });

    test('keeps the tickets as they were, and adds none', async () => {
      const now = await tickets(person);
      const asTheyWere = ({ id, number, state, revision, contentHash, execution }: Answer) => ({
        id,
        number,
        state,
        revision,
        contentHash,
        execution,
      });
      expect(now.map(asTheyWere)).toEqual(before.map(asTheyWere));
    });

    test('keeps people signed in', async () => {
      expect(await ok(person.get('/v1/session'))).toMatchObject({ person: { id: person.id } });
    });

    test('ends on SIGTERM with status 0, and leaves no process behind', async () => {
      const helpers = await helpersOf(product);
      expect(await product.stop('SIGTERM')).toEqual({ code: 0, signal: null });
      expect(await stillRunning(helpers)).toEqual([]);
    });
  });

  describe('and one while another program has its port', () => {
    let other: Server;
    beforeAll(async () => {
      other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
    });
    afterAll(() => void other?.close());

    test(
      'ends with a sentence that says what to do, and leaves no database running',
      async () => {
        const process = product.launch();
        expect(await process.ended).toEqual({ code: 1, signal: null });
        expect(process.stderr.trim().split('\n').at(-1)).toMatch(
          new RegExp(`^Countersign could not start: .*127.0.0.1:${port}.*set PORT.*$`),
        );
        const cluster = await realpath(join(product.dataDir, 'postgres', 'cluster'));
        expect(processesWorkingIn(cluster)).toEqual([]);
      },
      START_MS,
    );
  });

  async function firstReady(): Promise<typeof atReady> {
    const earlier = new Set<number>();
    return eventually(
      'the product to be ready',
      async () => {
        const reply = await send(`http://127.0.0.1:${port}/health/ready`, 'GET').catch(() => null);
        if (reply?.status === 200)
          return { credentials: existsSync(join(product.dataDir, 'credentials.json')), earlier };
        if (reply) earlier.add(reply.status);
        return null;
      },
      START_MS / 1000,
    );
  }
});

async function tickets(person: TestPerson): Promise<Answer[]> {
  return (await ok(person.get('/v1/tickets?limit=100&sort=-createdAt'))).data;
}

/** Postgres and the ledger, which have to end with the product. */
interface Helpers {
  postgresPid: number;
  ledgerUrl: string;
}

async function helpersOf(product: Product): Promise<Helpers> {
  const { ledger } = await product.access();
  const postmaster = await readFile(join(product.dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
  return { postgresPid: Number(postmaster.split('\n')[0]), ledgerUrl: ledger.url };
}

async function stillRunning({ postgresPid, ledgerUrl }: Helpers): Promise<string[]> {
  const running: string[] = [];
  if (processIdentity(postgresPid) !== null) running.push('PostgreSQL');
  if (await fetch(ledgerUrl).catch(() => null)) running.push('ledger');
  return running;
}
