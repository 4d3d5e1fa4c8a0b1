import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const PATIENCE_MS = 10_000;

const WAITING = `SELECT count(DISTINCT pid)::int AS n FROM pg_locks
  WHERE NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

export interface Held<T> {
  /** Such as `ticket IN SHARE MODE`, which lets everybody read and holds up whoever writes. */
  lock: string;
  /** How many statements have to wait for the lock before it is let go. */
  waiters: number;
  /** Starts what is to wait. */
  start: () => Promise<T>;
  /** What happens while they wait. */
  meanwhile?: () => Promise<void>;
}

/** Holds a table lock until what `start` started waits for it, so that all of it is at one point at one instant. */
export async function whileLocked<T>(ownerUrl: string, held: Held<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'test lock' });
  await client.connect();
  let pending: Promise<T>;
  try {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${held.lock}`);
    pending = held.start();
    await untilWaiting(client, held.waiters);
    await held.meanwhile?.();
  } finally {
    await client.end();
  }
  return pending;
}

async function untilWaiting(client: pg.Client, statements: number): Promise<void> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(5)) {
    const { rows } = await client.query<{ n: number }>(WAITING);
    if (rows[0]!.n >= statements) return;
  }
  throw new Error(`fewer than ${statements} statements came to wait for the lock`);
}
