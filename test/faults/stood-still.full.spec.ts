import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Order } from '../../scripts/faults/crash/points.js';
import { eventually } from '../support/eventually.js';
import { Fleet, LEASE_SECONDS } from '../support/fleet.js';
import { refund } from '../support/installation-proposals.js';

const START_MS = 120_000;

const tracer = pathToFileURL(resolve(import.meta.dirname, '../../dist/scripts/faults/crash/tracer.js')).href;

/** Told to a worker by its environment: stands still at this point, with its event loop blocked. */
function standStill(point: Order['point'], standStillMs: number): Record<string, string> {
  const order: Order = { point, nth: 1, action: { standStillMs } };
  return { NODE_OPTIONS: `--import=${tracer}`, FAULTS_ORDER: JSON.stringify(order) };
}

describe('a worker that stands still right after its intent is on record', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await Fleet.start();
  }, START_MS);
  afterAll(() => fleet?.stop());

  test(
    'sends nothing when it wakes after its lease: another has taken over',
    async () => {
      const sleeper = await fleet.startWorker(standStill('answered:write-intents', (LEASE_SECONDS + 3) * 1_000));
      const id = await fleet.approveRefund(refund());
      await sleeper.process.says(/(FAULT at answered:write-intents)/);
      await fleet.startWorker();
      const execution = await fleet.succeeded(id, 60);
      expect(execution).toMatchObject({ fence: 2, attempts: 2 });

      // It is awake again once it does other work.
      await fleet.workers[1]!.process.end('SIGKILL');
      const next = await fleet.approveRefund(refund());
      await eventually('the sleeper to work again', () => fleet.succeeded(next));
      expect(fleet.tools.requestsOf(execution.id)).toHaveLength(1);
    },
    START_MS,
  );
});
