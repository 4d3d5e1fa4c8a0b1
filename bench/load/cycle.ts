import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { Batcher } from '../../api/src/platform/database/batcher.js';
import type { Access } from '../ground/furnish.js';
import type { Measured } from './cells.js';
import { type ClosedLoop, now, runClosedLoop, secondsOf, within } from './closed-loop.js';
import { HttpClient } from './http.js';

/** How long the worker may take, once nobody sends any more, to finish what it was given. */
const DRAIN_MS = 60_000;

const FIND_HASHES = {
  name: 'find-hashes',
  text: `SELECT ticket_id, encode(content_hash, 'hex') AS hash FROM revision WHERE ticket_id = ANY($1) AND revision = 1`,
};
const COUNT_OPEN = `SELECT count(*)::int AS open FROM execution WHERE state IN ('ready', 'claimed', 'intent')`;
const FIND_RECORDED = `SELECT ticket_id, extract(epoch FROM finished_at)::float8 * 1000 AS at FROM execution
  WHERE ticket_id = ANY($1) AND state = 'succeeded'`;

interface Cycle {
  id: string;
  proposedAt: number;
  approvedAt: number;
  answeredAt: number;
}

/**
 * Propose and approve over HTTP in a closed loop, while the worker runs what was approved. A cycle counts at the
 * moment at which its outcome was committed, by the database's clock, which is this machine's. What a reviewer's
 * screen would show, the hash, is read past the API in one query for many, so that only the two requests are measured.
 */
export async function measureCycle(
  cell: ClosedLoop & { url: string; access: Access; databaseUrl: string },
): Promise<Measured> {
  const http = new HttpClient(cell.url, cell.access, cell.concurrency);
  const pool = new pg.Pool({ connectionString: cell.databaseUrl, max: 2 });
  const hashes = new Batcher<string, string>(
    async (ids) => {
      const { rows } = await pool.query<{ ticket_id: string; hash: string }>({ ...FIND_HASHES, values: [ids] });
      const byId = new Map(rows.map((row) => [row.ticket_id, row.hash]));
      return ids.map((id) => byId.get(id)!);
    },
    { most: 64 },
  );
  const cycles: Cycle[] = [];
  const window = await runClosedLoop(cell, async (client) => {
    const proposedAt = now();
    const id = await http.propose();
    const hash = await hashes.add(id);
    const approvedAt = now();
    await http.approve(client, id, hash);
    cycles.push({ id, proposedAt, approvedAt, answeredAt: now() });
  });
  await http.close();
  await drain(pool);
  const recorded = await recordedAt(pool, cycles);
  await pool.end();
  const counted = cycles.filter(({ id }) => within(window, recorded.get(id)!));
  return {
    done: counted.length,
    seconds: secondsOf(window),
    latencies: {
      approve: counted.map(({ approvedAt, answeredAt }) => answeredAt - approvedAt),
      'approve to recorded': counted.map(({ id, approvedAt }) => recorded.get(id)! - approvedAt),
      cycle: counted.map(({ id, proposedAt }) => recorded.get(id)! - proposedAt),
    },
  };
}

async function drain(pool: pg.Pool): Promise<void> {
  for (const until = Date.now() + DRAIN_MS; Date.now() < until; await delay(100)) {
    if ((await pool.query<{ open: number }>(COUNT_OPEN)).rows[0]!.open === 0) return;
  }
  throw new Error(`executions are still open ${DRAIN_MS / 1000} s after the last approval`);
}

/** When each cycle's outcome was written, in milliseconds since the epoch. */
async function recordedAt(pool: pg.Pool, cycles: Cycle[]): Promise<Map<string, number>> {
  const ids = cycles.map(({ id }) => id);
  const { rows } = await pool.query<{ ticket_id: string; at: number }>(FIND_RECORDED, [ids]);
  if (rows.length !== ids.length) throw new Error(`${ids.length} were approved, ${rows.length} ran`);
  return new Map(rows.map((row) => [row.ticket_id, row.at]));
}
