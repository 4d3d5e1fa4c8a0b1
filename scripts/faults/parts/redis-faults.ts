import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findRedis } from '../ground/programs.js';
import { type Verdict, withRun } from '../run.js';
import { type PartOptions, skipped } from './part.js';

const ROUNDS = 3;

/** Flushes Redis, fills it up, and kills it, while two workers are rung for by it. */
export async function redisFaults({ seed }: PartOptions): Promise<Verdict> {
  if (!findRedis()) return skipped('it needs Redis: apt-get install redis-server');
  return withRun({ seed, workers: 2, redis: true }, async (run) => {
    const redis = run.ground.redis!;
    const command = async (...[name, ...args]: [string, ...string[]]) => {
      const client = new Redis(redis.url, { retryStrategy: () => 50, maxRetriesPerRequest: 100 });
      client.on('error', () => {});
      await client.call(name, ...args);
      client.disconnect();
    };
    await run.whilePlaying(async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await delay(700);
        await command('FLUSHALL');
        await delay(700);
        await command('CONFIG', 'SET', 'maxmemory', '1');
        await delay(1_500);
        await command('CONFIG', 'SET', 'maxmemory', '0');
        await delay(700);
        await redis.kill();
        await delay(1_500);
        await redis.restart();
      }
      await delay(1_000);
    });
    return run.verdict({ 'Redis flushed': ROUNDS, 'Redis full': ROUNDS, 'Redis killed': ROUNDS });
  });
}
