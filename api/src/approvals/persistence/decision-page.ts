import { Injectable } from '@nestjs/common';
import { Conditions } from '../../platform/database/conditions.js';
import { Database } from '../../platform/database/database.js';
import { byWords, countsFew, type Ids } from '../../tickets/persistence/led-to.js';
import { addTicketConditions } from '../../tickets/persistence/ticket-conditions.js';
import { hundredthsOf } from '../../tickets/rules/ticket-search.js';
import { wordQuery } from '../../tickets/rules/words.js';
import type { DecisionFilters, DecisionSort } from '../rules/decision-search.js';

/** Decisions that one look goes through at most, where no index leads to what is asked for. */
export const LOOK = 20_000;

/** Decisions that an export reads at once. */
const BUNCH = 100;

export interface DecisionSigner {
  personId: string;
  personName: string;
  roles: string[];
  verdict: string;
  reason: string | null;
  note: string | null;
  at: string;
}

export interface DecisionRow {
  ticketId: string;
  ticketNumber: number;
  decidedAt: Date;
  /** For the cursor: with its microseconds. */
  decidedKey: string;
  proposedAt: Date;
  state: string;
  executionState: string | null;
  finishedAt: Date | null;
  revision: number;
  contentHash: string;
  routingPolicyVersion: number;
  signOffPolicyVersion: number;
  agentId: string;
  agentName: string;
  toolName: string | null;
  argumentsRaw: string | null;
  argumentsCanonical: string | null;
  hundredths: string | null;
  erased: boolean;
  signers: DecisionSigner[];
}

export interface DecisionRows {
  rows: DecisionRow[];
  /** The keys where looking stopped before there were as many rows as asked for; null where there are no more. */
  stoppedAt: string[] | null;
}

const KEY_OF: Record<DecisionSort, string> = {
  '-decidedAt': 't.resolved_at DESC, t.id DESC',
  '-amount': 'r.hundredths DESC, r.ticket_id DESC, r.revision DESC',
};

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

const COLUMNS = `t.id AS "ticketId", t.number::int AS "ticketNumber", t.resolved_at AS "decidedAt",
  to_char(t.resolved_at AT TIME ZONE 'UTC', ${UTC}) AS "decidedKey", t.created_at AS "proposedAt", t.state,
  e.state AS "executionState", e.finished_at AS "finishedAt", r.revision, encode(r.content_hash, 'hex') AS "contentHash",
  r.routing_policy_version AS "routingPolicyVersion", r.sign_off_policy_version AS "signOffPolicyVersion",
  a.id AS "agentId", a.name AS "agentName", t.tool_name AS "toolName", r.arguments_raw AS "argumentsRaw",
  r.arguments_canonical AS "argumentsCanonical", r.erased_at IS NOT NULL AS erased,
  r.hundredths::text AS hundredths,
  coalesce((SELECT json_agg(json_build_object('personId', s.person_id, 'personName', p.name, 'roles', s.roles, 'verdict', s.verdict,
      'reason', s.reason, 'note', s.note, 'at', to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY s.id)
    FROM sign_off s JOIN person p ON p.id = s.person_id WHERE s.ticket_id = t.id AND s.revision = t.revision), '[]') AS signers`;

const JOINS = `JOIN agent a ON a.id = t.agent_id
  LEFT JOIN execution e ON e.ticket_id = t.id AND e.revision = t.revision`;

/**
 * Finds decisions. Where an index leads to few of them, all those are fetched and sorted. Else they are walked to in the order of
 * the sort, at most `LOOK` in one look, so that no search takes the database long and none is silently short.
 */
@Injectable()
export class DecisionPage {
  constructor(private readonly database: Database) {}

  async rows(
    filters: DecisionFilters,
    sort: DecisionSort,
    limit: number,
    after: string[] | null,
  ): Promise<DecisionRows> {
    const few = await this.few(filters, sort);
    if (few) return { rows: await this.among(few, filters, sort, limit, after), stoppedAt: null };
    return this.walk(filters, sort, limit, after);
  }

  /** Everything that is found, bunch by bunch: nothing is cut off, however long it takes. */
  async *all(filters: DecisionFilters, sort: DecisionSort): AsyncGenerator<DecisionRow[]> {
    let after: string[] | null = null;
    do {
      const { rows, stoppedAt }: DecisionRows = await this.rows(filters, sort, BUNCH, after);
      yield rows;
      after = rows.length === BUNCH ? keysOf(sort, rows.at(-1)!) : stoppedAt;
    } while (after);
  }

  /** What leads to few tickets by an index, if something does. */
  private async few(filters: DecisionFilters, sort: DecisionSort): Promise<Ids | null> {
    const { number, personId, text, from, to } = filters;
    if (number !== null) return (all) => `SELECT n.id FROM ticket n WHERE n.number = ${all.value(number)}`;
    const words = text === null ? null : wordQuery(text);
    const ways = [
      words !== null && byWords(words),
      personId !== null && bySigner(personId),
      sort === '-amount' && from !== null && byTime(from, to),
    ];
    for (const ids of ways) if (ids && (await countsFew(this.database, new Conditions(), ids))) return ids;
    return null;
  }

  private among(
    few: Ids,
    filters: DecisionFilters,
    sort: DecisionSort,
    limit: number,
    after: string[] | null,
  ): Promise<DecisionRow[]> {
    const all = new Conditions();
    all.add(`t.id IN (${few(all)})`, 't.resolved_at IS NOT NULL');
    addTimes(all, 't.resolved_at', filters);
    addTicketConditions(all, filters);
    if (sort === '-amount') all.add('r.hundredths IS NOT NULL');
    if (after) all.add(beyond(all, sort, after));
    return this.database.query<DecisionRow>(
      `SELECT ${COLUMNS} FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = t.revision ${JOINS}
       WHERE ${all} ORDER BY ${KEY_OF[sort]} LIMIT ${all.value(limit)}`,
      all.values,
    );
  }

  private async walk(
    filters: DecisionFilters,
    sort: DecisionSort,
    limit: number,
    after: string[] | null,
  ): Promise<DecisionRows> {
    const looked = new Conditions();
    // A subquery with a limit keeps its order, so that the rest is looked up row by row until there are enough.
    const look = `(${stretch(looked, filters, sort, after)} LIMIT ${LOOK})`;
    const all = looked.within();
    all.add('t.resolved_at IS NOT NULL', 't.revision = r.revision');
    if (sort === '-amount') addTimes(all, 't.resolved_at', filters);
    addTicketConditions(all, filters);
    const [walked, nth] =
      sort === '-amount'
        ? [
            `${look} l JOIN ticket t ON t.id = l.ticket_id JOIN revision r ON r.ticket_id = l.ticket_id AND r.revision = l.revision`,
            'l.nth',
          ]
        : [`${look} t JOIN revision r ON r.ticket_id = t.id AND r.revision = t.revision`, 't.nth'];
    const order = KEY_OF[sort].replaceAll('r.', 'l.');
    // The last that was looked at comes too, found or not: its keys say where to go on. OFFSET 0 keeps the question in one place.
    const rows = await this.database.query<DecisionRow & { found: boolean; last: boolean }>(
      `SELECT ${COLUMNS}, asked.found, ${nth} = ${LOOK} AS last
       FROM ${walked} ${JOINS} CROSS JOIN LATERAL (SELECT (${all}) AS found OFFSET 0) asked
       WHERE asked.found OR ${nth} = ${LOOK} ORDER BY ${order} LIMIT ${all.value(limit)}`,
      all.values,
    );
    const last = rows.at(-1);
    return { rows: rows.filter((row) => row.found), stoppedAt: last?.last ? keysOf(sort, last) : null };
  }
}

/** The keys of a row, for the cursor behind it. */
export function keysOf(sort: DecisionSort, row: DecisionRow): string[] {
  return sort === '-amount' ? [row.hundredths!, row.ticketId, String(row.revision)] : [row.decidedKey, row.ticketId];
}

function addTimes(all: Conditions, column: string, { from, to }: Pick<DecisionFilters, 'from' | 'to'>): void {
  all.addFor(from, (name) => `${column} >= ${name}`);
  all.addFor(to, (name) => `${column} < ${name}`);
}

/** Tickets of which this person signed a revision. */
function bySigner(personId: string): Ids {
  return (all) => `SELECT s.ticket_id AS id FROM sign_off s WHERE s.person_id = ${all.value(personId)}`;
}

/** Tickets that were decided then. */
function byTime(from: string, to: string | null): Ids {
  return (all) => {
    const then = all.within();
    then.add('d.resolved_at IS NOT NULL');
    addTimes(then, 'd.resolved_at', { from, to });
    return `SELECT d.id FROM ticket d WHERE ${then}`;
  };
}

/**
 * What one look goes through, in its order and counted, without a limit: as much of the filters as the index of the sort knows. By amount
 * it takes no more than the index holds, so that only rows that may be answered are fetched.
 */
function stretch(all: Conditions, filters: DecisionFilters, sort: DecisionSort, after: string[] | null): string {
  const counted = `row_number() OVER (ORDER BY ${KEY_OF[sort]}) AS nth`;
  if (after) all.add(beyond(all, sort, after));
  if (sort === '-amount') {
    const { from, to } = filters.amount ? hundredthsOf(filters.amount) : { from: 0n, to: null };
    all.add(`r.hundredths >= ${all.value(from)}`);
    all.addFor(to, (name) => `r.hundredths <= ${name}`);
    return `SELECT r.ticket_id, r.revision, r.hundredths, ${counted} FROM revision r WHERE ${all} ORDER BY ${KEY_OF[sort]}`;
  }
  all.add('t.resolved_at IS NOT NULL');
  addTimes(all, 't.resolved_at', filters);
  return `SELECT t.*, ${counted} FROM ticket t WHERE ${all} ORDER BY ${KEY_OF[sort]}`;
}

/** What comes after a row with these keys. */
function beyond(all: Conditions, sort: DecisionSort, keys: string[]): string {
  const [first, id, revision] = keys.map((key) => all.value(key));
  return sort === '-amount'
    ? `(r.hundredths, r.ticket_id, r.revision) < (${first}::bigint, ${id}::uuid, ${revision}::int)`
    : `(t.resolved_at, t.id) < (${first}::timestamptz, ${id}::uuid)`;
}
