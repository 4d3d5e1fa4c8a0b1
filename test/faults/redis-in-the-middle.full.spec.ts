import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { Fleet, readiness, type Worker } from '../support/fleet.js';
import { refund } from '../support/installation-proposals.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { Wire } from '../support/wire.js';

/** A sweep leaves a ready execution alone for so long; what starts sooner was rung for. */
const BELL_SECONDS = 5;

/** How long a fault lasts at least: longer than Bull waits before it tries again. */
const FAULT_MS = 6_000;

/** It goes on until so many were approved in it: who waited for Redis would wait for ever. */
const APPROVED_IN_IT = 12;

/** Each call is to be seen once, so none may be given up and sent again. */
const TOOL_TIMEOUT_MS = 30_000;

const PATIENCE_MS = 120_000;

/** How many bells a worker answers at the same time. */
const BELLS_AT_ONCE = 8;

const WAITING = 'bull:executions:wait';
const RUNNING = 'bull:executions:active';

describeWith('redis', 'Redis at fault in the middle of the work of an HTTP process and two workers', () => {
  let redis: TestRedis;
  let wire: Wire;
  let fleet: Fleet;
  let workers: [Worker, Worker];

  beforeAll(async () => {
    redis = await startRedis();
    wire = await Wire.to(redis.port);
    fleet = await Fleet.start(`redis://127.0.0.1:${wire.port}`, undefined, TOOL_TIMEOUT_MS);
    workers = await Promise.all([fleet.startWorker(), fleet.startWorker()]);
    fleet.tools.behaveAlways('issue_refund', 'apply_slowly');
  }, PATIENCE_MS);
  afterEach(() => {
    // What one story leaves standing still must not fail the next.
    for (const { process } of workers) process.signal('SIGCONT');
  });
  afterAll(async () => {
    await fleet?.stop();
    wire?.stop();
    await redis?.stop('SIGKILL');
  });

  test(
    'flushed while bells wait and ring: each call still runs once, and bells ring again',
    async () => {
      for (const { process } of workers) process.signal('SIGSTOP');
      // More than both workers have asked Redis for; a bell may name several.
      const ids = await approve(2 * BELLS_AT_ONCE + 12);
      while ((await length(WAITING)) <= 4) ids.push(...(await approve(4)));
      const called = fleet.tools.nextCall();
      workers[0].process.signal('SIGCONT');
      await called;
      workers[0].process.signal('SIGSTOP');
      expect(Math.min(await length(RUNNING), await length(WAITING))).toBeGreaterThan(0);
      await redis.call('FLUSHALL');
      for (const { process } of workers) process.signal('SIGCONT');
      await expectOneRunEach(ids);
      await expectBells();
    },
    PATIENCE_MS,
  );

  test(
    'full, so that it refuses every write: nobody who approves waits for it, and bells ring again once it has room',
    async () => {
      const ids = await whileApproving(async (enoughApproved) => {
        await redis.call('CONFIG', 'SET', 'maxmemory', '1');
        await expect(redis.call('SET', 'anything', '1')).rejects.toThrow('OOM');
        await enoughApproved();
        await redis.call('CONFIG', 'SET', 'maxmemory', '0');
      });
      await expectOneRunEach(ids);
      await expectBells();
    },
    PATIENCE_MS,
  );

  test(
    'killed, and started again in the same place, empty: work goes on without it, and bells ring again',
    async () => {
      const ids = await whileApproving(async (enoughApproved) => {
        await redis.stop('SIGKILL');
        await enoughApproved();
        redis = await startRedis(redis.port);
      });
      await expectOneRunEach(ids);
      await expectBells();
    },
    PATIENCE_MS,
  );

  test(
    'standing still with its connections open: work goes on without it, and bells ring again',
    async () => {
      const ids = await whileApproving(async (enoughApproved) => {
        redis.signal('SIGSTOP');
        await enoughApproved();
        redis.signal('SIGCONT');
      });
      await expectOneRunEach(ids);
      await expectBells();
    },
    PATIENCE_MS,
  );

  test(
    'gone without a word, its connections left open: each process notices by itself and connects anew',
    async () => {
      const ids = await whileApproving(async (enoughApproved) => {
        // The API's, and two of each worker.
        expect(wire.silence()).toBeGreaterThanOrEqual(5);
        await enoughApproved();
      });
      await expectOneRunEach(ids);
      await expectBells();
    },
    PATIENCE_MS,
  );

  test('have left nothing behind, and every process is the one that was started', async () => {
    expect(await fleet.sql('SELECT id FROM outbox')).toEqual([]);
    expect(await fleet.sql("SELECT id, state FROM execution WHERE state <> 'succeeded'")).toEqual([]);
    expect([fleet.api, ...workers.map(({ process }) => process)].map(({ isRunning }) => isRunning)).toEqual([
      true,
      true,
      true,
    ]);
    expect(await Promise.all(workers.map(({ healthUrl }) => readiness(healthUrl)))).toEqual([200, 200]);
  });

  const length = async (list: string) => (await redis.call('LLEN', list)) as number;

  /** Approves one refund after the other, so that each hangs up a bell of its own. */
  async function approve(many: number): Promise<string[]> {
    const ids: string[] = [];
    while (ids.length < many) ids.push(await approveOne());
    return ids;
  }

  const approveOne = (): Promise<string> => fleet.approveRefund(refund());

  /** Goes on approving for as long as the fault lasts. @returns the tickets */
  async function whileApproving(fault: (enoughApproved: () => Promise<void>) => Promise<void>): Promise<string[]> {
    const ids: string[] = [];
    let over = false;
    const hand = async (): Promise<void> => {
      while (!over) {
        ids.push(await approveOne());
        await delay(100);
      }
    };
    const enoughApproved = async (): Promise<void> => {
      const before = ids.length;
      await delay(FAULT_MS);
      await eventually('approvals without Redis', async () => ids.length >= before + APPROVED_IN_IT, 60);
    };
    const ended = fault(enoughApproved).finally(() => {
      over = true;
    });
    await Promise.all([hand(), hand(), ended]);
    return ids;
  }

  async function expectOneRunEach(ids: string[]): Promise<void> {
    expect(ids.length).toBeGreaterThan(10);
    for (const ticketId of ids) {
      const execution = await fleet.succeeded(ticketId, 60);
      expect(execution).toMatchObject({ fence: 1, attempts: 1 });
      expect(fleet.tools.requestsOf(execution.id)).toHaveLength(1);
    }
  }

  /** Work starts as soon as it is approved: by a bell, because the sweep would come later. */
  async function expectBells(): Promise<void> {
    await eventually(
      'bells to be heard again, three in a row',
      async () => {
        const ids = await approve(3);
        const executions = await Promise.all(ids.map((id) => fleet.succeeded(id)));
        return executions.every(({ waitedSeconds }) => waitedSeconds < BELL_SECONDS);
      },
      60,
    );
  }
});
