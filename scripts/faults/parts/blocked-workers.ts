import { setTimeout as delay } from 'node:timers/promises';
import { RETRY_CLASSES } from '../../../api/src/rulebook/rules/tool.js';
import type { Order } from '../crash/points.js';
import { findRedis } from '../ground/programs.js';
import { type Verdict, withRun } from '../run.js';
import { storyOf } from '../workload/story.js';
import { type PartOptions, skipped } from './part.js';

/** Past Bull's lock (30 s), so that the job is given to another worker, and past every lease. */
const PAST_THE_LOCK_MS = 40_000;

/** Past the quiet time too, after which a provider that can be asked is believed that nothing happened. */
const PAST_THE_QUIET_TIME_MS = 80_000;

/** Where a worker stands still; each of these happens to another worker. */
const ORDERS: Order[] = [
  { point: 'answered:claim-executions', nth: 1, action: { standStillMs: PAST_THE_LOCK_MS } },
  { point: 'sent:write-intents', nth: 1, action: { standStillMs: PAST_THE_LOCK_MS } },
  { point: 'answered:write-intents', nth: 1, action: { standStillMs: PAST_THE_QUIET_TIME_MS } },
  { point: 'before:call', nth: 1, action: { standStillMs: PAST_THE_LOCK_MS } },
  { point: 'sent:call', nth: 1, action: { standStillMs: PAST_THE_LOCK_MS } },
  { point: 'answered:call', nth: 1, action: { standStillMs: PAST_THE_LOCK_MS } },
];

/** Until then all of them are given something to stand still over. */
const FEEDING_MS = 30_000;

/** Blocks the event loop of workers in the middle of their work, while another one works on and takes over. */
export async function blockedWorkers({ seed, say }: PartOptions): Promise<Verdict> {
  if (!findRedis()) return skipped('it needs Redis: apt-get install redis-server');
  return withRun({ seed, workers: ORDERS.length + 1, redis: true }, async (run) => {
    await Promise.all(ORDERS.map((order, n) => run.workers[n]!.arm(order)));
    const blocked = () => run.workers.filter(({ faults }) => faults.length > 0).length;
    let told = 0;
    for (const until = Date.now() + FEEDING_MS; blocked() < ORDERS.length && Date.now() < until; ) {
      await Promise.all(
        RETRY_CLASSES.map((retryClass) =>
          run.play(storyOf(`${seed}_blocked_${told++}`, 'approve', retryClass, [told % 2 === 0 ? 'ok' : 'drop_after'])),
        ),
      );
    }
    say(`  ${blocked()} of ${ORDERS.length} workers stand still for up to ${PAST_THE_QUIET_TIME_MS / 1_000} s`);
    // They wake, and do what they do.
    await delay(PAST_THE_QUIET_TIME_MS + 5_000);
    return run.verdict({ 'workers blocked': blocked() });
  });
}
