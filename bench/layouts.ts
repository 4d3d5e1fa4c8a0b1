import { join } from 'node:path';
import { createMissingKeys } from '../api/src/platform/keys/signing-keys.js';
import type { Ground } from './ground/ground.js';
import { type Layout, type LayoutName, startLayout } from './ground/layout.js';
import { type Memory, residentMemory, serverMemory } from './ground/memory.js';
import { type RunningRedis, startRedis } from './ground/redis.js';
import { LoadClient } from './load/load-client.js';
import type { Options } from './options.js';
import { measureThroughput, type Throughput } from './throughput.js';

export interface LayoutResults {
  throughput: Throughput[];
  memory: Memory[];
  skipped: string[];
}

/** Every layout of the product, each on a database of its own, against the floor. */
export async function measureLayouts(
  ground: Ground,
  options: Options,
  say: (line: string) => void,
): Promise<LayoutResults> {
  const results: LayoutResults = { throughput: [], memory: [], skipped: [] };
  const floorUrl = await ground.databases.copy('floor');
  const load = new LoadClient();
  const redis = await startRedis(await ground.folder('redis'));
  try {
    const measure = async (name: LayoutName, database: string, withIntake: boolean, redisUrl?: string) => {
      const layout = await openLayout(ground, name, database, redisUrl);
      try {
        const { access } = ground;
        results.throughput.push(
          ...(await measureThroughput({ layout, access, floorUrl, load, options, withIntake, say })),
        );
        results.memory.push(...(await memoryOf(layout, ground, redisUrl ? redis : null)));
      } finally {
        await layout.stop();
      }
    };
    await measure('apart', 'apart', true);
    await measure('one process', 'one_process', false);
    if (redis) await measure('apart with Redis', 'with_redis', false, redis.url);
    else results.skipped.push('The layout with Redis was left out: no `redis-server` is installed here.');
  } finally {
    load.stop();
    await redis?.stop();
  }
  return results;
}

async function openLayout(ground: Ground, name: LayoutName, database: string, redisUrl?: string): Promise<Layout> {
  const dataDir = await ground.folder(database);
  await createMissingKeys(join(dataDir, 'keys'));
  return startLayout(name, {
    databaseUrl: await ground.databases.copy(database),
    toolUrl: ground.toolUrl,
    dataDir,
    redisUrl,
  });
}

async function memoryOf(layout: Layout, ground: Ground, redis: RunningRedis | null): Promise<Memory[]> {
  const processes = layout.processes.map(({ name, pid }) => residentMemory(`${name} (${layout.name})`, pid));
  return Promise.all([
    ...processes,
    serverMemory(`PostgreSQL, all backends (${layout.name})`, ground.postgres.pid),
    ...(redis ? [residentMemory(`Redis (${layout.name})`, redis.pid)] : []),
  ]);
}
