import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';

export interface TicketFilters {
  states?: string[];
  queue?: string;
  domain?: string;
  tool?: string;
  flag?: string;
  agentId?: string;
  customerRef?: string;
  claimedBy?: string;
  number?: string;
  executionState?: string;
  /** Whether a question to the customer is open. */
  asked?: boolean;
  /** Pending tickets that this person has not signed, does not own, and has not put off. */
  needsSignatureOf?: { id: string; roles: readonly string[] };
}

export type TicketSort = 'dueAt' | '-createdAt' | '-priority';

const ORDER: Record<TicketSort, { columns: string; after: (from: number) => string; keys: string }> = {
  dueAt: {
    columns: 't.due_at, t.id',
    after: (n) => `(t.due_at, t.id) > ($${n}::timestamptz, $${n + 1}::uuid)`,
    keys: `to_char(t.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS k1, t.id::text AS k2`,
  },
  '-createdAt': { columns: 't.id DESC', after: (n) => `t.id < $${n}::uuid`, keys: 't.id::text AS k1, NULL AS k2' },
  '-priority': {
    columns: 't.risk_score DESC, t.id DESC',
    after: (n) => `(t.risk_score, t.id) < ($${n}::int, $${n + 1}::uuid)`,
    keys: 't.risk_score::text AS k1, t.id::text AS k2',
  },
};

/** Pages of ticket ids by keyset, so that page one thousand costs what page one does. */
@Injectable()
export class TicketPage {
  constructor(private readonly database: Database) {}

  /** @param after the keys of the last row of the page before */
  async ids(
    filters: TicketFilters,
    sort: TicketSort,
    limit: number,
    after: string[] | null,
  ): Promise<{ id: string; keys: string[] }[]> {
    const order = ORDER[sort];
    const values: unknown[] = [];
    const where = conditions(filters, values);
    if (sort === 'dueAt') where.push('t.due_at IS NOT NULL');
    if (after) {
      where.push(order.after(values.length + 1));
      values.push(...after);
    }
    values.push(limit);
    const text = `SELECT t.id, ${order.keys} FROM ticket t ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
      ORDER BY ${order.columns} LIMIT $${values.length}`;
    const rows = await this.database.query<{ id: string; k1: string; k2: string | null }>(text, values);
    return rows.map(({ id, k1, k2 }) => ({ id, keys: k2 === null ? [k1] : [k1, k2] }));
  }

  /** How many there are, counted no further than 10,001. */
  async count(filters: TicketFilters): Promise<number> {
    const values: unknown[] = [];
    const where = conditions(filters, values);
    const text = `SELECT count(*)::int AS n FROM (SELECT FROM ticket t WHERE ${where.join(' AND ')} LIMIT 10001) counted`;
    return (await this.database.query<{ n: number }>(text, values))[0]!.n;
  }

  /** Executions whose outcome nobody knows, counted no further than 10,001. */
  async countUnknown(): Promise<number> {
    const text = `SELECT count(*)::int AS n FROM (SELECT FROM execution WHERE state = 'unknown' LIMIT 10001) counted`;
    return (await this.database.query<{ n: number }>(text))[0]!.n;
  }
}

function conditions(filters: TicketFilters, values: unknown[]): string[] {
  const where: string[] = [];
  const add = (sql: (n: number) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    where.push(sql(values.length));
  };
  // Written out for the one state that has partial indexes, which a parameter would hide from the planner.
  if (filters.states?.length === 1 && filters.states[0] === 'pending_review') where.push(`t.state = 'pending_review'`);
  else add((n) => `t.state = ANY($${n}::text[])`, filters.states);
  add((n) => `t.queue = $${n}`, filters.queue);
  add((n) => `t.domain = $${n}`, filters.domain);
  add((n) => `t.tool_name = $${n}`, filters.tool);
  add((n) => `$${n} = ANY(t.flags)`, filters.flag);
  add((n) => `t.agent_id = $${n}`, filters.agentId);
  add((n) => `t.customer_ref = $${n}`, filters.customerRef);
  add((n) => `(t.claimed_by = $${n} AND t.claimed_until > now())`, filters.claimedBy);
  if (filters.asked !== undefined) where.push(`t.sla_left_seconds IS ${filters.asked ? 'NOT NULL' : 'NULL'}`);
  add((n) => `t.number = $${n}::bigint`, filters.number);
  add(
    (n) => `EXISTS (SELECT FROM execution e WHERE e.ticket_id = t.id AND e.revision = t.revision AND e.state = $${n})`,
    filters.executionState,
  );
  add(
    (
      n,
    ) => `NOT EXISTS (SELECT FROM sign_off s WHERE s.ticket_id = t.id AND s.revision = t.revision AND s.person_id = $${n})
      AND NOT EXISTS (SELECT FROM snooze z WHERE z.ticket_id = t.id AND z.person_id = $${n} AND z.until > now())
      AND NOT EXISTS (SELECT FROM revision r WHERE r.ticket_id = t.id AND r.revision = t.revision AND r.made_by = $${n})
      AND t.sla_left_seconds IS NULL AND t.expires_at > now()`,
    filters.needsSignatureOf?.id,
  );
  add((n) => `t.waits_for && $${n}::text[]`, filters.needsSignatureOf?.roles);
  return where;
}
