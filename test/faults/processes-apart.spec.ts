import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { Fleet, readiness } from '../support/fleet.js';
import { refund } from '../support/installation-proposals.js';

const START_MS = 120_000;

describe('an HTTP process and a worker on PostgreSQL alone', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await Fleet.start();
  }, START_MS);
  afterAll(() => fleet?.stop());

  test(
    'leave an approved tool call to a worker, which runs it once when it comes',
    async () => {
      const id = await fleet.approveRefund(refund());
      const { healthUrl } = await fleet.startWorker();
      expect(await readiness(healthUrl)).toBe(200);
      const execution = await fleet.succeeded(id);
      expect(execution).toMatchObject({ fence: 1, attempts: 1 });
      expect(fleet.tools.requestsOf(execution.id)).toHaveLength(1);
    },
    START_MS,
  );

  test('share the work with a second worker, and no call is made twice', async () => {
    await fleet.startWorker();
    const ids = await Promise.all(Array.from({ length: 20 }, () => fleet.approveRefund(refund())));
    const executions = await Promise.all(ids.map((id) => fleet.succeeded(id)));
    expect(executions.map(({ id }) => fleet.tools.requestsOf(id).length)).toEqual(ids.map(() => 1));
  });

  test('go on when all their connections to the database are cut in the middle of their work', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => fleet.approveRefund(refund())));
    expect(await fleet.cutConnections()).toBeGreaterThan(2);
    ids.push(await eventually('the HTTP process to go on', () => fleet.approveRefund(refund()).catch(() => null)));
    const executions = await Promise.all(ids.map((id) => fleet.succeeded(id, 40)));
    expect(executions.map(({ id }) => fleet.tools.effectsOf(id).length)).toEqual(ids.map(() => 1));
  });

  test('go on when a connection breaks inside a transaction: it is answered 503, and nothing of it stands', async () => {
    const answered = await fleet.whileLocked('agent', async () => {
      const answer = fleet.as('admin').post('/v1/agents', { name: 'cut off' });
      await eventually('it to wait inside its transaction', () => fleet.waiting('agent'));
      await fleet.cutConnections();
      return answer;
    });
    expect(answered).toMatchObject({ status: 503, body: { code: 'database_unavailable' } });
    expect(await fleet.sql("SELECT name FROM agent WHERE name = 'cut off'")).toEqual([]);
    expect(fleet.api.isRunning).toBe(true);
    await fleet.approveRefund(refund());
  });

  test('end well', async () => {
    const running = [fleet.api, ...fleet.workers.map(({ process }) => process)];
    const exits = await Promise.all(running.map((process) => process.end('SIGTERM')));
    expect(exits).toEqual(running.map(() => ({ code: 0, signal: null })));
  });
});
