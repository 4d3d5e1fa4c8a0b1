import type pg from 'pg';
import type { Access } from '../ground/furnish.js';

/** One page of the product, as a path. */
export interface PageQuery {
  name: string;
  /** Many paths of one kind, asked for in turn, so that no page is asked for twice in a row. */
  paths: string[];
}

const VARIANTS = 50;

/** The pages that are measured. Deep ones start after half of all rows. */
export async function pageQueries(client: pg.Client, access: Access): Promise<PageQuery[]> {
  const inbox = '/v1/tickets?needsMySignature=true';
  const pending = '/v1/tickets?state=pending_review&sort=dueAt';
  const deep = await deepCursors(client);
  const tickets = await sampleTickets(client);
  return [
    { name: 'inbox: waits for my signature', paths: [inbox] },
    { name: 'inbox, from the middle', paths: deep.map((cursor) => `${inbox}&cursor=${cursor}`) },
    { name: 'queue: all that waits, by due time', paths: [pending] },
    { name: 'queue, from the middle', paths: deep.map((cursor) => `${pending}&cursor=${cursor}`) },
    { name: 'similar cases of a ticket', paths: tickets.map((id) => `/v1/tickets/${id}/similar`) },
    { name: 'audit log of a ticket', paths: tickets.map((id) => `/v1/audit-entries?ticketId=${id}`) },
    { name: 'audit log of a person and month', paths: months(access.operators.map(({ personId }) => personId)) },
    { name: 'audit log of an agent and month', paths: months([access.agentId]) },
    { name: 'largest decisions of all', paths: ['/v1/decisions?sort=-amount&tool=issue_refund'] },
    {
      name: 'largest decisions of a week',
      paths: weeks().map((week) => `/v1/decisions?sort=-amount&tool=issue_refund&${week}`),
    },
    {
      name: 'decisions of a week and a currency',
      paths: weeks().map((week) => `/v1/decisions?currency=EUR&${week}`),
    },
    { name: 'decisions with a word that few have', paths: ['/v1/decisions?text=pay_101'] },
    { name: 'decisions with words that most have', paths: ['/v1/decisions?text=charged%20twice'] },
    { name: 'entries with a word that few have', paths: ['/v1/audit-entries?text=pay_101'] },
    {
      name: 'entries of the refunds of a week, by amount',
      paths: weeks().map((week) => `/v1/audit-entries?tool=issue_refund&currency=EUR&amountFrom=1000&${week}`),
    },
  ];
}

async function deepCursors(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ k1: string; k2: string }>(
    `SELECT to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS k1, id AS k2 FROM ticket
     WHERE state = 'pending_review' ORDER BY due_at, id
     LIMIT $1 OFFSET (SELECT count(*) / 2 FROM ticket WHERE state = 'pending_review')`,
    [VARIANTS],
  );
  // The product's own cursors: the sort and the last row's keys (`platform/http/paging.ts`).
  return rows.map(({ k1, k2 }) => Buffer.from(JSON.stringify(['dueAt', k1, k2])).toString('base64url'));
}

async function sampleTickets(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS all FROM ticket) t WHERE n % (t.all / $1) = 0',
    [VARIANTS],
  );
  return rows.map(({ id }) => id);
}

/** Weeks that lie one to fifty back. */
function weeks(): string[] {
  const day = 86_400_000;
  return Array.from({ length: VARIANTS }, (_, back) => {
    const to = Date.now() - (back + 1) * 7 * day;
    return `from=${new Date(to - 7 * day).toISOString()}&to=${new Date(to).toISOString()}`;
  });
}

/** Whole months that lie one to eleven months back. */
function months(actorIds: string[]): string[] {
  const today = new Date();
  return Array.from({ length: 11 }, (_, back) => {
    const from = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back - 1, 1));
    const to = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
    return actorIds.map((id) => `/v1/audit-entries?actorId=${id}&from=${from.toISOString()}&to=${to.toISOString()}`);
  }).flat();
}
