import pg from 'pg';
import { withClient } from '../ground/database.js';
import type { Access } from '../ground/furnish.js';
import { FILL, SIGN, TELL_WORDS } from './fill-statement.js';
import { withoutIndexes } from './without-indexes.js';

/** Tickets that one statement writes. */
const CHUNK = 10_000;

/** Connections that fill at a time. */
const WRITERS = 2;

/**
 * Fills a database with tickets of the last year, oldest first: a fifth waits for people, the rest is decided. Every
 * constraint holds; two audit entries a ticket, and a signature and its words where it is decided.
 */
export async function fillArchive(databaseUrl: string, tickets: number, access: Access): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await withoutIndexes(client, () => writeTickets(databaseUrl, tickets, access));
    // Statistics, visibility and dirty pages as they are after a quiet night, not as a bulk load leaves them.
    await client.query('VACUUM (ANALYZE) proposal, ticket, revision, sign_off, ticket_words, audit_entry');
    await client.query('CHECKPOINT');
  });
}

async function writeTickets(databaseUrl: string, tickets: number, access: Access): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: WRITERS, options: '-c synchronous_commit=off' });
  const people = access.operators.map(({ personId }) => personId);
  let next = 0;
  const write = async (): Promise<void> => {
    while (next < tickets) {
      const from = next;
      next = Math.min(from + CHUNK, tickets);
      const values = [from, next - 1, tickets, access.agentId, access.agentKeyId, people];
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        await client.query({ ...FILL, values });
        await client.query({ ...SIGN, values });
        await client.query({ ...TELL_WORDS, values });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: WRITERS }, write));
  } finally {
    await pool.end();
  }
}
