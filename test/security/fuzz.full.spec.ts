import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMissingBox } from '../../api/src/platform/keys/secret-box.js';
import { type Installation, startInstallation } from '../support/installation.js';
import { send } from '../support/installation-http.js';
import { describeWithOutsideData } from '../support/outside-data.js';
import { testKeysDir } from '../support/test-database.js';
import { knock, plain, withoutDatabase } from './fuzz/doors.js';
import { chase, fuzz, missed } from './fuzz/fuzz.js';
import { faultOf } from './fuzz/judge.js';
import { OPERATIONS } from './fuzz/operations.js';
import { wireTo } from './fuzz/proxy.js';
import { fuzzRaw } from './fuzz/raw.js';
import { Walk } from './fuzz/walk.js';
import { ACCOUNT_LEGS } from './fuzz/walk-accounts.js';
import { WORK_LEGS } from './fuzz/walk-work.js';
import { World } from './fuzz/world.js';

const REQUESTS = Number(process.env.COUNTERSIGN_FUZZ_REQUESTS ?? 20_000);

/** Fewer: some wait out the time that a request has. */
const RAW_REQUESTS = Math.ceil(REQUESTS / 10);

/** Another one each time; it is printed. */
const SEED = Number(process.env.COUNTERSIGN_FUZZ_SEED ?? Math.floor(Math.random() * 1e9));

let installation: Installation;
let world: World;
beforeAll(async () => {
  installation = await startInstallation();
  world = await World.over(installation);
});
afterAll(() => installation.stop());

/** Where chance hardly comes, on an installation of its own. @returns what was answered otherwise than it must */
async function walkThrough(reached: Map<string, number>): Promise<string[]> {
  const keys = await mkdtemp(join(tmpdir(), 'countersign-keys-'));
  await cp(testKeysDir(), keys, { recursive: true });
  await createMissingBox(keys, 'totp');
  const env = { COUNTERSIGN_KEYS_DIR: keys, COUNTERSIGN_AGENT_RATE_PER_SECOND: '40' };
  const other = await startInstallation({ env });
  try {
    const walk = new Walk(other, reached);
    for (const leg of [...ACCOUNT_LEGS, ...WORK_LEGS]) await leg(walk);
    return walk.faults;
  } finally {
    await other.stop();
    await rm(keys, { recursive: true });
  }
}

const prototypes = () =>
  [Object, Array, String, Function].map(({ prototype }) => Object.getOwnPropertyNames(prototype).sort().join());

test(
  'every answer is one that the document declares, whatever is sent',
  async () => {
    const before = prototypes();
    let told = 0;
    const result = await fuzz(world, SEED, REQUESTS, ({ sent, faults }) => {
      if (sent - told < 10_000) return;
      told = sent;
      process.stdout.write(`fuzz: ${sent} of ${REQUESTS} sent, ${faults.size} kinds of fault\n`);
    });
    const lost = await walkThrough(result.reached);
    const doors = await knock(world, result.reached);
    // 503 is for when the database is away, below.
    await chase(world, SEED, result, (status) => status < 500);
    const wire = await wireTo(installation.database.appUrl);
    await installation.restart({ DATABASE_URL: wire.url });
    // Who is signed in is so still: sessions are in the database.
    await send(`${installation.baseUrl()}/health/ready`, 'GET');
    await wire.cut();
    const away = await withoutDatabase(world, result.reached);
    await installation.restart();
    const declared = OPERATIONS.reduce((sum, { responses }) => sum + responses.size, 0);
    const open = missed(result);
    for (const { name, responses } of OPERATIONS) {
      const counts = [...responses.keys()].map(
        (status) => `${status} ${result.reached.get(`${name} ${status}`) ?? '-'}`,
      );
      process.stdout.write(`${name.padEnd(48)} ${counts.join('  ')}\n`);
    }
    process.stdout.write(
      `fuzz: ${result.sent} requests, seed ${SEED}: ${result.faults.size} kinds of fault; ${declared - open.length} of ${declared} declared answers reached\n`,
    );
    expect([...result.faults].map(([kind, shown]) => `${kind}\n  ${shown}`).join('\n')).toBe('');
    expect(lost).toEqual([]);
    expect(doors).toEqual([]);
    expect(open).toEqual([]);
    expect(away).toEqual([]);
    expect(prototypes()).toEqual(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await send(`${installation.baseUrl()}/health/ready`, 'GET')).status).toBe(200);
  },
  24 * 3_600_000,
);

test(
  'what no client sends, over a bare socket, is answered below 500 or hung up on, and the process lives on',
  async () => {
    const other = await startInstallation({ env: { COUNTERSIGN_REQUEST_TIMEOUT_SECONDS: '1' } });
    const faults = await fuzzRaw(other.baseUrl(), SEED, RAW_REQUESTS);
    process.stdout.write(`fuzz: ${RAW_REQUESTS} requests over bare sockets, seed ${SEED}: ${faults.length} faults\n`);
    const { status } = await send(`${other.baseUrl()}/health/live`, 'GET');
    await other.stop();
    expect([status, faults]).toEqual([200, []]);
  },
  24 * 3_600_000,
);

describeWithOutsideData('json-suite/cases.jsonl', 'every text of the JSON test suite', (path) => {
  test('at every endpoint that reads JSON is answered as declared, and what is no JSON is refused', async () => {
    const cases = readFileSync(path, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { name: string; expect: string; base64: string });
    const faults: string[] = [];
    for (const operation of OPERATIONS.filter(({ body }) => body !== null)) {
      const asker = /proposals|grants|assist/.test(operation.path)
        ? 'agent'
        : /tickets/.test(operation.path)
          ? 'operator'
          : 'admin';
      for (const one of cases) {
        const answer = (await world.ask({ ...plain(operation, asker), body: Buffer.from(one.base64, 'base64') }))!;
        const fault = faultOf(operation, answer);
        if (fault !== null) faults.push(`${one.name} at ${operation.name}: ${fault}`);
        if (one.expect === 'reject' && answer.status < 400) faults.push(`${one.name} at ${operation.name}: taken in`);
      }
    }
    expect(faults).toEqual([]);
  }, 600_000);
});
