import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import type { Ground } from '../ground/ground.js';
import type { Keeper } from '../ground/keeper.js';
import { LATE_MS } from '../tool/fates.js';

/** What is not at rest after this long is stuck. */
const PATIENCE_MS = 90_000;

const OPEN = `SELECT (SELECT count(*) FROM execution WHERE state IN ('ready', 'claimed', 'intent'))::int
  + (SELECT count(*) FROM outbox)::int
  + ((SELECT count(*) FROM audit_entry) - (SELECT count(*) FROM audit_leaf))::int AS open`;

/** Whoever held these is dead. */
const END_LEASES = `UPDATE execution SET lease_until = clock_timestamp()
  WHERE state IN ('claimed', 'intent') AND lease_until > clock_timestamp()`;

/** As if the waits between attempts were over: nobody calls for these now. */
const END_WAITS = `UPDATE execution SET next_at = clock_timestamp()
  WHERE finished_at IS NULL AND next_at > clock_timestamp()`;

/** As if the quiet time were over after which "not found" counts: for calls whose caller has given up, and the tool is idle. */
const END_QUIET_TIMES = `UPDATE execution SET intent_at = intent_at - interval '61 s'
  WHERE id = ANY($1) AND state = 'intent' AND next_at IS NOT NULL AND intent_at > clock_timestamp() - interval '60 s'`;

const GIVEN_UP = `SELECT id FROM execution WHERE state = 'intent' AND next_at IS NOT NULL`;

/**
 * Lets everything come to rest with no fault on the way. Leases and waits are cut short in the database, which is fair only where
 * nobody can be surprised by it: every worker is killed before its lease is ended, and the tool has applied what it
 * applies late.
 */
export async function settle(run: { ground: Ground; workers: readonly Keeper[] }): Promise<void> {
  for (const worker of run.workers) await worker.stop();
  await delay(LATE_MS + 500);
  await run.ground.asOwner((client) => client.query(END_LEASES));
  for (const worker of run.workers) worker.resume();
  await Promise.all(run.workers.map((worker) => worker.ready()));
  await run.ground.asOwner(async (client) => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(200)) {
      await endQuietTimes(client, run.ground);
      await client.query(END_WAITS);
      if ((await client.query<{ open: number }>(OPEN)).rows[0]!.open === 0) return;
    }
  });
}

async function endQuietTimes(client: pg.Client, ground: Ground): Promise<void> {
  const { rows } = await client.query<{ id: string }>(GIVEN_UP);
  if (rows.length === 0) return;
  // Whatever the tool was sent for these, it has by now; twice, because it may just be reading it.
  for (let look = 0; look < 2; look += 1) {
    await delay(300);
    if ((await ground.toolUnderWay()) > 0) return;
  }
  await client.query(END_QUIET_TIMES, [rows.map(({ id }) => id)]);
}
