import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { createMissingKeys } from '../api/src/platform/keys/signing-keys.js';
import type { Ground } from './ground/ground.js';
import { type Layout, startLayout } from './ground/layout.js';
import type { Cell, Measured, Result } from './load/cells.js';
import { now } from './load/closed-loop.js';
import { type Latencies, summarise } from './load/latencies.js';
import { LoadClient, resultOf } from './load/load-client.js';
import type { Options } from './options.js';

/** The same product with and without a worker that can seal, and how long entries waited for their checkpoint. */
export interface Sealing {
  concurrency: number;
  sealed: Result;
  unsealed: Result;
  /** The share of the throughput that sealing takes: the median of neighbouring turns, so that a burst of something else counts once. */
  cost: number;
  /** From the time that an entry bears to the moment at which others saw a checkpoint over it, in milliseconds. */
  lag: Latencies;
}

const LOOK_MS = 50;
const DRAIN_MS = 60_000;

/** Measures what sealing costs, by turns on two installations of one server: one has the log's key, the other has none. */
export async function measureSealing(
  ground: Ground,
  options: Options,
  say: (line: string) => void,
): Promise<Sealing[]> {
  const load = new LoadClient();
  const open: Layout[] = [];
  try {
    const start = async (name: string, withKeys: boolean): Promise<Layout> => {
      const dataDir = await ground.folder(name);
      if (withKeys) await createMissingKeys(`${dataDir}/keys`);
      const databaseUrl = await ground.databases.copy(name);
      const layout = await startLayout('apart', { databaseUrl, toolUrl: ground.toolUrl, dataDir });
      open.push(layout);
      return layout;
    };
    const [sealed, unsealed] = [await start('sealed', true), await start('unsealed', false)];
    const cell = (layout: Layout, concurrency: number): Cell => ({
      kind: 'cycle',
      url: layout.url,
      access: ground.access,
      databaseUrl: layout.databaseUrl,
      concurrency,
      seconds: options.turnSeconds,
      warmUpSeconds: options.warmUpSeconds,
    });
    for (const layout of open) await load.measure(cell(layout, 16));
    const results: Sealing[] = [];
    for (const concurrency of options.concurrency.filter((clients) => clients > 1)) {
      const turns = { sealed: [] as Measured[], unsealed: [] as Measured[], lags: [] as number[] };
      // Sealing costs a few parts in a hundred, which two turns would not tell from noise.
      for (let n = 0; n < options.turns * 3; n += 1) {
        const withSeal = async () => {
          const watch = await LagWatch.start(sealed.databaseUrl);
          turns.sealed.push(await load.measure(cell(sealed, concurrency)));
          turns.lags.push(...(await watch.lags()));
        };
        const withoutSeal = async () => {
          const watch = await LagWatch.start(unsealed.databaseUrl);
          turns.unsealed.push(await load.measure(cell(unsealed, concurrency)));
          await watch.stop();
        };
        // Who goes first has the warmer or the colder machine: each does in every other turn, and both are watched.
        for (const turn of n % 2 === 0 ? [withSeal, withoutSeal] : [withoutSeal, withSeal]) await turn();
      }
      const [with_, without] = [resultOf(turns.sealed), resultOf(turns.unsealed)];
      const ratios = turns.sealed.map((turn, n) => perSecond(turn) / perSecond(turns.unsealed[n]!));
      const cost = 1 - median(ratios);
      results.push({ concurrency, sealed: with_, unsealed: without, cost, lag: summarise(turns.lags) });
      say(
        `sealing, ${concurrency} clients: costs ${(cost * 100).toFixed(1)} %, lag p99 ${summarise(turns.lags).p99.toFixed(0)} ms`,
      );
    }
    return results;
  } finally {
    load.stop();
    for (const layout of open) await layout.stop();
  }
}

const perSecond = ({ done, seconds }: Measured): number => done / seconds;

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Looks, from outside, how far the log is sealed. */
class LagWatch {
  private readonly seen: { at: number; size: number }[] = [];
  private watching = true;
  private looking: Promise<void>;

  private constructor(
    private readonly client: pg.Client,
    private readonly from: number,
  ) {
    this.looking = this.look();
  }

  static async start(databaseUrl: string): Promise<LagWatch> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: 'countersign-bench' });
    await client.connect();
    return new LagWatch(client, await sizeOf(client));
  }

  /** Waits until all is sealed, and answers each entry's lag in milliseconds. */
  async lags(): Promise<number[]> {
    const count = async (): Promise<number> =>
      (await this.client.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry')).rows[0]!.n;
    const entries = await count();
    for (const until = Date.now() + DRAIN_MS; (this.seen.at(-1)?.size ?? 0) < entries; await delay(LOOK_MS)) {
      if (Date.now() > until) throw new Error(`the log is not sealed ${DRAIN_MS / 1000} s after the last entry`);
    }
    await this.stopLooking();
    const { rows } = await this.client.query<{ at: number }>(
      `SELECT extract(epoch FROM e.at)::float8 * 1000 AS at FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry_id
       WHERE l.seq >= $1 ORDER BY l.seq`,
      [this.from],
    );
    await this.client.end();
    let checkpoint = 0;
    return rows.map(({ at }, i) => {
      while (this.seen[checkpoint]!.size <= this.from + i) checkpoint += 1;
      return this.seen[checkpoint]!.at - at;
    });
  }

  async stop(): Promise<void> {
    await this.stopLooking();
    await this.client.end();
  }

  private async stopLooking(): Promise<void> {
    this.watching = false;
    await this.looking;
  }

  private async look(): Promise<void> {
    for (; this.watching; await delay(LOOK_MS)) {
      const size = await sizeOf(this.client);
      if (size > (this.seen.at(-1)?.size ?? this.from)) this.seen.push({ at: now(), size });
    }
  }
}

async function sizeOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ size: number }>(
    'SELECT coalesce(max(tree_size), 0)::float8 AS size FROM audit_checkpoint',
  );
  return rows[0]!.size;
}
