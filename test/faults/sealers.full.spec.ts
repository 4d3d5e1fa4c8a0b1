import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { Fleet } from '../support/fleet.js';
import { refund } from '../support/installation-proposals.js';
import { inspectLog } from '../support/sealed-log.js';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
}, 120_000);
afterAll(() => fleet?.stop());

/** Waits until every entry there is has its leaf. @returns how many are sealed */
async function allSealed(): Promise<number> {
  return eventually('every entry to be sealed', async () => {
    const { faults, sealed, unsealed } = await inspectLog(fleet.sql);
    expect(faults).toEqual([]);
    return unsealed === 0 && sealed > 0 ? sealed : undefined;
  });
}

describe('the workers of an installation', () => {
  test('seal the log one at a time, and another takes over from one that is killed', async () => {
    await fleet.startWorker();
    await fleet.startWorker();
    let before = 0;
    for (const killed of [0, 1]) {
      await fleet.approveRefund(refund());
      const sealed = await allSealed();
      expect(sealed).toBeGreaterThan(before);
      before = sealed;
      // One of the two holds the lock; by the second round the one that did is surely gone.
      await fleet.startWorker();
      await fleet.workers[killed]!.process.end('SIGKILL');
    }
    await fleet.approveRefund(refund());
    expect(await allSealed()).toBeGreaterThan(before);
    const holders = await fleet.sql(
      `SELECT count(*)::int AS n FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(holders).toEqual([{ n: 1 }]);
  });

  test('go on when their connections are cut in the middle of it', async () => {
    for (let round = 0; round < 5; round += 1) {
      await eventually('the HTTP process to go on', () => fleet.approveRefund(refund()).catch(() => null));
      expect(await fleet.cutConnections()).toBeGreaterThan(0);
    }
    await allSealed();
  });
});
