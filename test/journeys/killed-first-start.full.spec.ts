import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { processesWorkingIn } from '../../api/src/platform/embedded-postgres/processes.js';
import { demoTickets } from '../../demo/content.js';
import type { BuiltProcess } from '../support/built-process.js';
import { eventually } from '../support/eventually.js';
import { type Answer, ok, send } from '../support/installation-http.js';
import { refund } from '../support/installation-proposals.js';
import { START_MS } from '../support/journey.js';
import { Product } from '../support/product.js';

/** What a start has come to, and for how long it goes on from there at most. */
const MOMENTS: { name: string; has: (product: Product) => boolean; thenMs: number }[] = [
  { name: 'it makes the database', has: hasFile('postgres'), thenMs: 1_500 },
  { name: 'it migrates', has: hasFile('database-url'), thenMs: 400 },
  { name: 'it makes the people', has: hasFile('demo.json'), thenMs: 1_500 },
  { name: 'it begins to play the tickets', has: said('Playing'), thenMs: 400 },
  { name: 'it plays the tickets', has: said('Playing'), thenMs: 3_000 },
];

function hasFile(name: string) {
  return ({ dataDir }: Product) => existsSync(join(dataDir, name));
}

function said(words: string) {
  return ({ process }: Product) => process.stdout.includes(words);
}

describe('a first start', () => {
  let product: Product;

  beforeEach(async () => {
    product = await Product.unstarted();
  });
  afterEach(() => product.remove());

  for (const { name, has, thenMs } of MOMENTS) {
    // Somewhere else every time; a failure says where.
    const goesOnMs = Math.round(Math.random() * thenMs);
    const moment = `${goesOnMs} ms after ${name}`;

    test(
      `killed ${moment} is made good by the next one`,
      async () => {
        const first = await launchedUntil(has, goesOnMs);
        await first.end('SIGKILL');
        await product.start();
        await expectWholeDemo();
      },
      2 * START_MS,
    );

    test(
      `told to end ${moment} ends well, and leaves no process behind`,
      async () => {
        const first = await launchedUntil(has, goesOnMs);
        const exit = await first.end('SIGTERM');
        expect({ ...exit, complaint: exit.code && first.stderr }).toEqual({ code: 0, signal: null, complaint: 0 });
        expect(await databaseProcesses(product)).toEqual([]);
      },
      START_MS,
    );
  }

  async function launchedUntil(has: (product: Product) => boolean, goesOnMs: number): Promise<BuiltProcess> {
    const started = product.launch();
    await eventually('the start to come so far', async () => has(product), START_MS / 1000);
    await delay(goesOnMs);
    return started;
  }

  async function expectWholeDemo(): Promise<void> {
    const operator = await product.person('operator');
    const tickets: Answer[] = (await ok(operator.get('/v1/tickets?limit=100'))).data;
    const are = tickets.map(({ state, execution }) => ending(state, execution?.state));
    const should = demoTickets(new Date()).map(({ endsAs }) => ending(endsAs.state, endsAs.execution));
    expect(are.sort()).toEqual(should.sort());
    expect(await timesInLedger(tickets)).toEqual(new Set([1]));

    const { id } = await (await product.agent()).submit(refund());
    expect(await operator.approve(await operator.ticket(id))).toMatchObject({ status: 200 });
  }

  /** How often the ledger did what succeeded. */
  async function timesInLedger(tickets: Answer[]): Promise<Set<number>> {
    const { ledger } = await product.access();
    const effects: Answer[] = await ok(send(`${ledger.url}/effects`, 'GET'));
    const succeeded = tickets.filter(({ execution }) => execution?.state === 'succeeded');
    return new Set(
      succeeded.map(({ execution }) => effects.filter(({ executionId }) => executionId === execution.id).length),
    );
  }
});

function ending(state: string, execution: string | undefined): string {
  return execution ? `${state}, execution ${execution}` : state;
}

/** On Linux; elsewhere it cannot be told and is empty. */
async function databaseProcesses({ dataDir }: Product): Promise<number[]> {
  const cluster = await realpath(join(dataDir, 'postgres', 'cluster')).catch(() => null);
  return cluster ? processesWorkingIn(cluster) : [];
}
