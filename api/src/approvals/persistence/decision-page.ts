import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { type DecisionFilters, type DecisionSort, hundredthsOf } from '../rules/decision-search.js';
import { Conditions, decisionConditions } from './decision-conditions.js';

/** Decisions that one look goes through at most, where no index leads to what is asked for. */
export const LOOK = 20_000;

/** So few that they are fetched and sorted, instead of walked to. */
const FEW = 5_000;

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
  '-amount': 'amount_hundredths(r.arguments_canonical) DESC, r.ticket_id DESC, r.revision DESC',
};

/** Rows by amount have one; the index is partial, which only its own words tell the planner. */
const HAS_AMOUNT = `r.arguments_canonical LIKE '%"amount_minor":%'`;

const UTC = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

const COLUMNS = `t.id AS "ticketId", t.number::int AS "ticketNumber", t.resolved_at AS "decidedAt",
  to_char(t.resolved_at AT TIME ZONE 'UTC', ${UTC}) AS "decidedKey", t.created_at AS "proposedAt", t.state,
  e.state AS "executionState", e.finished_at AS "finishedAt", r.revision, encode(r.content_hash, 'hex') AS "contentHash",
  r.routing_policy_version AS "routingPolicyVersion", r.sign_off_policy_version AS "signOffPolicyVersion",
  a.id AS "agentId", a.name AS "agentName", t.tool_name AS "toolName", r.arguments_raw AS "argumentsRaw",
  r.arguments_canonical AS "argumentsCanonical", r.erased_at IS NOT NULL AS erased,
  CASE WHEN ${HAS_AMOUNT} THEN amount_hundredths(r.arguments_canonical)::text END AS hundredths,
  coalesce((SELECT json_agg(json_build_object('personId', s.person_id, 'personName', p.name, 'roles', s.roles, 'verdict', s.verdict,
      'reason', s.reason, 'note', s.note, 'at', to_char(s.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY s.id)
    FROM sign_off s JOIN person p ON p.id = s.person_id WHERE s.ticket_id = t.id AND s.revision = t.revision), '[]') AS signers`;

const JOINS = `JOIN agent a ON a.id = t.agent_id
  LEFT JOIN execution e ON e.ticket_id = t.id AND e.revision = t.revision`;

/** A statement that answers ids of tickets; its values go into the conditions. */
type Ids = (all: Conditions) => string;

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
    const rows = await this.walk(filters, sort, limit, after);
    return { rows, stoppedAt: rows.length < limit ? await this.endOfLook(filters, sort, after) : null };
  }

  /** What leads to few tickets by an index, if something does. */
  private async few(filters: DecisionFilters, sort: DecisionSort): Promise<Ids | null> {
    const { number, personId, from, to } = filters;
    if (number !== null) return (all) => `SELECT n.id FROM ticket n WHERE n.number = ${all.value(number)}`;
    if (personId !== null && (await this.countsFew(bySigner(personId)))) return bySigner(personId);
    if (sort === '-amount' && from !== null && (await this.countsFew(byTime(from, to)))) return byTime(from, to);
    return null;
  }

  private async countsFew(ids: Ids): Promise<boolean> {
    const all = new Conditions();
    const text = `SELECT count(*)::int AS n FROM (${ids(all)} LIMIT ${FEW + 1}) few`;
    return (await this.database.query<{ n: number }>(text, all.values))[0]!.n <= FEW;
  }

  private among(
    few: Ids,
    filters: DecisionFilters,
    sort: DecisionSort,
    limit: number,
    after: string[] | null,
  ): Promise<DecisionRow[]> {
    const all = decisionConditions(filters, (values) => `t.id IN (${few(values)})`);
    if (sort === '-amount') all.add(HAS_AMOUNT, 'amount_hundredths(r.arguments_canonical) >= 0');
    if (after) all.add(beyond(all, sort, after));
    return this.database.query<DecisionRow>(
      `SELECT ${COLUMNS} FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = t.revision ${JOINS}
       WHERE ${all} ORDER BY ${KEY_OF[sort]} LIMIT ${all.value(limit)}`,
      all.values,
    );
  }

  private walk(
    filters: DecisionFilters,
    sort: DecisionSort,
    limit: number,
    after: string[] | null,
  ): Promise<DecisionRow[]> {
    const looked = new Conditions();
    const from = stretch(looked, filters, sort, after);
    const all = decisionConditions(filters, () => 't.resolved_at IS NOT NULL', looked.values);
    // A subquery with a limit keeps its order, so that the rest is looked up row by row until there are enough.
    const walked =
      sort === '-amount'
        ? `(${from} LIMIT ${LOOK}) r JOIN ticket t ON t.id = r.ticket_id AND t.revision = r.revision`
        : `(${from} LIMIT ${LOOK}) t JOIN revision r ON r.ticket_id = t.id AND r.revision = t.revision`;
    return this.database.query<DecisionRow>(
      `SELECT ${COLUMNS} FROM ${walked} ${JOINS} WHERE ${all} ORDER BY ${KEY_OF[sort]} LIMIT ${all.value(limit)}`,
      all.values,
    );
  }

  private async endOfLook(
    filters: DecisionFilters,
    sort: DecisionSort,
    after: string[] | null,
  ): Promise<string[] | null> {
    const all = new Conditions();
    const from = stretch(all, filters, sort, after);
    const keys =
      sort === '-amount'
        ? 'amount_hundredths(arguments_canonical)::text, ticket_id::text, revision::text'
        : `to_char(resolved_at AT TIME ZONE 'UTC', ${UTC}), id::text`;
    const [last] = await this.database.query<{ keys: string[] }>(
      `SELECT ARRAY[${keys}] AS keys FROM (${from} OFFSET ${LOOK - 1} LIMIT 1) last`,
      all.values,
    );
    return last?.keys ?? null;
  }
}

/** Tickets of which this person signed a revision. */
function bySigner(personId: string): Ids {
  return (all) => `SELECT s.ticket_id FROM sign_off s WHERE s.person_id = ${all.value(personId)}`;
}

/** Tickets that were decided then. */
function byTime(from: string, to: string | null): Ids {
  return (all) => {
    const until = to === null ? '' : ` AND d.resolved_at < ${all.value(to)}`;
    return `SELECT d.id FROM ticket d WHERE d.resolved_at IS NOT NULL AND d.resolved_at >= ${all.value(from)}${until}`;
  };
}

/** What one look goes through, in its order, without a limit: as much of the filters as the index of the sort knows. */
function stretch(all: Conditions, filters: DecisionFilters, sort: DecisionSort, after: string[] | null): string {
  if (after) all.add(beyond(all, sort, after));
  if (sort === '-amount') {
    const { from, to } = filters.amount ? hundredthsOf(filters.amount) : { from: 0n, to: null };
    all.add(HAS_AMOUNT, `amount_hundredths(r.arguments_canonical) >= ${all.value(from)}`);
    if (to !== null) all.add(`amount_hundredths(r.arguments_canonical) <= ${all.value(to)}`);
    return `SELECT r.* FROM revision r WHERE ${all} ORDER BY ${KEY_OF[sort]}`;
  }
  all.add('t.resolved_at IS NOT NULL');
  if (filters.from !== null) all.add(`t.resolved_at >= ${all.value(filters.from)}`);
  if (filters.to !== null) all.add(`t.resolved_at < ${all.value(filters.to)}`);
  return `SELECT t.* FROM ticket t WHERE ${all} ORDER BY ${KEY_OF[sort]}`;
}

/** What comes after a row with these keys. */
function beyond(all: Conditions, sort: DecisionSort, keys: string[]): string {
  const [first, id, revision] = keys.map((key) => all.value(key));
  return sort === '-amount'
    ? `(amount_hundredths(r.arguments_canonical), r.ticket_id, r.revision) < (${first}::bigint, ${id}::uuid, ${revision}::int)`
    : `(t.resolved_at, t.id) < (${first}::timestamptz, ${id}::uuid)`;
}
