import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { describeWith } from '../support/describe-with.js';
import { eventually } from '../support/eventually.js';
import { Fleet, LEASE_SECONDS, readiness } from '../support/fleet.js';
import { refund } from '../support/installation-proposals.js';
import { startRedis, type TestRedis } from '../support/redis.js';

/** A sweep leaves a ready execution alone for so long; what starts sooner was rung for. */
const BELL_SECONDS = 5;

const START_MS = 120_000;

describeWith('redis', 'workers that Bull rings for', () => {
  let redis: TestRedis;
  let fleet: Fleet;

  beforeAll(async () => {
    redis = await startRedis();
    fleet = await Fleet.start(redis.url);
  }, START_MS);
  afterAll(async () => {
    await fleet?.stop();
    await redis?.stop('SIGKILL');
  });

  test(
    'find what Redis has lost by the time they start',
    async () => {
      const id = await fleet.approveRefund(refund());
      const client = new Redis(redis.url);
      await eventually('the bell to be in Redis', async () => (await client.llen('bull:executions:wait')) > 0);
      await client.flushall();
      client.disconnect();

      const workers = await Promise.all([fleet.startWorker(), fleet.startWorker()]);
      expect(await Promise.all(workers.map(({ healthUrl }) => readiness(healthUrl)))).toEqual([200, 200]);
      await expectOneRun(id);
    },
    START_MS,
  );

  test('run an approved tool call once, as soon as Bull rings', async () => {
    const id = await fleet.approveRefund(refund());
    const { waitedSeconds } = await expectOneRun(id);
    expect(waitedSeconds).toBeLessThan(BELL_SECONDS);
    expect(await fleet.sql('SELECT * FROM outbox')).toEqual([]);
  });

  test('run it without Redis too, and nobody who approves waits for that', async () => {
    await redis.stop('SIGKILL');
    const id = await fleet.approveRefund(refund());
    const { waitedSeconds } = await expectOneRun(id);
    expect(waitedSeconds).toBeGreaterThanOrEqual(BELL_SECONDS);
  });

  test('are rung for again once Redis is back', async () => {
    redis = await startRedis(redis.port);
    await eventually('a bell to be heard again', async () => {
      const { waitedSeconds } = await expectOneRun(await fleet.approveRefund(refund()));
      return waitedSeconds < BELL_SECONDS;
    });
  });

  test('take over from one that is killed in the middle of a call, and the tool still does it once', async () => {
    const [first, second] = fleet.workers.map(({ process }) => process);
    // One of them sleeps, so that it is known who makes the call.
    second!.signal('SIGSTOP');
    fleet.tools.behave('apply_then_hang');
    const proposal = refund();
    const id = await fleet.approveRefund(proposal);
    await eventually('the tool to be called', async () => effectsOn(proposal).length > 0);
    await first!.end('SIGKILL');
    second!.signal('SIGCONT');

    const execution = await fleet.succeeded(id, 40);
    expect(execution).toMatchObject({ fence: 2, attempts: 2 });
    expect(execution.tookSeconds).toBeGreaterThanOrEqual(LEASE_SECONDS);
    expect(fleet.tools.requestsOf(execution.id)).toMatchObject([
      { idempotencyKey: execution.id, verified: true },
      { idempotencyKey: execution.id, verified: true },
    ]);
    expect(effectsOn(proposal)).toHaveLength(1);
    expect(await fleet.agent.answer(id)).toMatchObject({ status: 'ok', execution: { id: execution.id } });
  });

  test('end well, like the HTTP process, even while Redis is away', async () => {
    await redis.stop('SIGKILL');
    const running = [fleet.api, fleet.workers.at(-1)!.process];
    expect(await Promise.all(running.map((process) => process.end('SIGTERM')))).toEqual([
      { code: 0, signal: null },
      { code: 0, signal: null },
    ]);
  });

  /** @returns the execution of the ticket, which has to have reached the tool once */
  async function expectOneRun(ticketId: string) {
    const execution = await fleet.succeeded(ticketId);
    expect(execution).toMatchObject({ fence: 1, attempts: 1 });
    expect(fleet.tools.requestsOf(execution.id)).toHaveLength(1);
    return execution;
  }

  function effectsOn({ toolCall }: ReturnType<typeof refund>) {
    return fleet.tools.effects.filter((effect) => {
      const { payment_id } = effect.arguments as typeof toolCall.arguments;
      return payment_id === toolCall.arguments.payment_id;
    });
  }
});
