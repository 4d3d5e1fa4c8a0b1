import type { Answer } from './installation-http.js';

/** What stands in tables and what the audit log tells, each as keys that must be the same, the same number of times. */
interface Pair {
  name: string;
  /** A query for `key`: one row for everything that stands. */
  states: string;
  /** A query over `entry` for `key`: one row for everything that is told. */
  entries: string;
}

/** Every entry, opened: `about` is the id of its subject, `by` of its actor, `p` its payload. */
const ENTRY = `entry AS MATERIALIZED (
  SELECT id, action, split_part(subject, ':', 2) AS about, coalesce(nullif(split_part(actor, ':', 2), ''), 'system') AS by,
    convert_from(canonical, 'UTF8')::jsonb -> 'payload' AS p
  FROM audit_entry)`;

/** Entries that say in which state a ticket is from then on; the last one of a ticket says where it is now. */
const TICKET_STATE = `CASE action WHEN 'ticket.routed' THEN p->>'state' WHEN 'ticket.approved' THEN 'approved'
  WHEN 'ticket.rejected' THEN 'rejected' WHEN 'ticket.expired' THEN 'expired' WHEN 'proposal.withdrawn' THEN 'withdrawn' END`;

const OUTCOMES = `'execution.succeeded', 'execution.failed', 'execution.unknown', 'execution.revoked'`;

const PAIRS: Pair[] = [
  {
    name: 'a proposal is received once, by its agent',
    states: `SELECT concat_ws(' ', id, agent_id) FROM proposal`,
    entries: `SELECT concat_ws(' ', about, by) FROM entry WHERE action = 'proposal.received'`,
  },
  {
    name: 'a revision is routed once, under its hash',
    states: `SELECT concat_ws(' ', ticket_id, revision, encode(content_hash, 'hex')) FROM revision`,
    entries: `SELECT concat_ws(' ', about, p->>'revision', p->>'contentHash') FROM entry WHERE action = 'ticket.routed'`,
  },
  {
    // One that Countersign makes keeps the person whose words it holds.
    name: 'a later revision is made by a person, added to, sent back or seen late, once',
    states: `SELECT concat_ws(' ', ticket_id, revision, coalesce(made_by::text, 'system')) FROM revision WHERE revision > 1`,
    entries: `SELECT concat_ws(' ', about, p->>'revision', CASE WHEN action = 'revision.made' THEN by ELSE coalesce((SELECT made_by::text
        FROM revision v WHERE v.ticket_id::text = about AND v.revision = (p->>'revision')::int - 1), 'system') END)
      FROM entry WHERE action IN ('revision.made', 'ticket.returned', 'ticket.revoked', 'revision.observed', 'context.given')`,
  },
  {
    name: 'a question is asked once',
    states: `SELECT concat_ws(' ', id, ticket_id, revision, person_id) FROM question`,
    entries: `SELECT concat_ws(' ', p->>'questionId', about, p->>'revision', by) FROM entry WHERE action = 'question.asked'`,
  },
  {
    name: 'context is given once, and answers the question that its entry names',
    states: `SELECT concat_ws(' ', ticket_id, revision, question_id) FROM context`,
    entries: `SELECT concat_ws(' ', about, p->>'revision', p->>'questionId') FROM entry WHERE action = 'context.given'`,
  },
  {
    name: 'a sign-off is given once',
    states: `SELECT concat_ws(' ', ticket_id, revision, person_id, verdict, encode(content_hash, 'hex')) FROM sign_off`,
    entries: `SELECT concat_ws(' ', about, p->>'revision', by, p->>'verdict', p->>'contentHash') FROM entry
      WHERE action = 'sign_off.given'`,
  },
  {
    name: 'a ticket is where the last entry left it',
    states: `SELECT concat_ws(' ', id, state, revision) FROM ticket`,
    entries: `SELECT concat_ws(' ', about, state, revision) FROM (
      SELECT DISTINCT ON (about) about, ${TICKET_STATE} AS state, p->>'revision' AS revision
      FROM entry WHERE ${TICKET_STATE} IS NOT NULL ORDER BY about, id DESC) AS last`,
  },
  {
    name: 'a ticket ends once',
    states: `SELECT concat_ws(' ', id, state) FROM ticket WHERE state IN ('rejected', 'expired', 'withdrawn')`,
    entries: `SELECT concat_ws(' ', about, ${TICKET_STATE}) FROM entry
      WHERE action IN ('ticket.rejected', 'ticket.expired', 'proposal.withdrawn')`,
  },
  {
    name: 'an execution is readied by one approval, or by one route that needs none',
    states: `SELECT concat_ws(' ', x.ticket_id, x.revision, CASE WHEN r.p->>'state' <> 'auto_allowed' THEN x.id END)
      FROM execution x LEFT JOIN entry r ON r.action = 'ticket.routed' AND r.about = x.ticket_id::text
        AND r.p->>'revision' = x.revision::text`,
    entries: `SELECT concat_ws(' ', about, p->>'revision', p->>'executionId') FROM entry
        WHERE action = 'ticket.approved' AND p->>'executionId' IS NOT NULL
      UNION ALL SELECT concat_ws(' ', about, p->>'revision') FROM entry JOIN revision v
        ON v.ticket_id::text = about AND v.revision = 1 AND v.tool_name IS NOT NULL
        WHERE action = 'ticket.routed' AND p->>'state' = 'auto_allowed'`,
  },
  {
    name: 'an execution that has begun was intended under a fence that it has reached, and no other was',
    states: `SELECT id::text FROM execution WHERE intent_at IS NOT NULL`,
    entries: `SELECT DISTINCT x.id::text FROM entry JOIN execution x ON x.id::text = p->>'executionId'
      AND (p->>'fence')::int <= x.fence WHERE action = 'execution.intended'
      UNION ALL SELECT p->>'executionId' FROM entry WHERE action = 'execution.intended'
        AND NOT EXISTS (SELECT FROM execution x WHERE x.id::text = p->>'executionId' AND (p->>'fence')::int <= x.fence)`,
  },
  {
    name: 'an execution is granted once, until when it says, and redeemed once',
    states: `SELECT concat_ws(' ', id, extract(epoch FROM grant_expires_at)::int) FROM execution WHERE granted_at IS NOT NULL
      UNION ALL SELECT concat_ws(' ', id, 'redeemed') FROM execution WHERE redeemed_at IS NOT NULL`,
    entries: `SELECT concat_ws(' ', p->>'executionId', extract(epoch FROM (p->>'expiresAt')::timestamptz)::int) FROM entry
        WHERE action = 'execution.granted'
      UNION ALL SELECT concat_ws(' ', p->>'executionId', 'redeemed') FROM entry WHERE action = 'execution.redeemed'`,
  },
  {
    name: 'an attempt is intended once, and sent as often as counted, unless its tool was asked instead',
    states: `SELECT concat_ws(' ', x.id, n) FROM execution x JOIN tool t ON (t.name, t.version) = (x.tool_name, x.tool_version),
      generate_series(1, CASE t.retry_class WHEN 'queryable' THEN least(x.attempts, 1) ELSE x.attempts END) AS n`,
    entries: `SELECT concat_ws(' ', p->>'executionId', p->>'attempt') FROM entry WHERE action = 'execution.intended'`,
  },
  {
    name: 'an execution ended as the last entry says',
    states: `SELECT concat_ws(' ', id, 'execution.' || state) FROM execution
      WHERE state IN ('succeeded', 'failed', 'unknown', 'revoked')`,
    entries: `SELECT concat_ws(' ', execution, action) FROM (
      SELECT DISTINCT ON (p->>'executionId') p->>'executionId' AS execution, action
      FROM entry WHERE action IN (${OUTCOMES}) ORDER BY p->>'executionId', id DESC) AS last`,
  },
  {
    name: 'an execution ends once: only what was unknown may be found out later',
    states: `SELECT DISTINCT concat_ws(' ', p->>'executionId', action = 'execution.unknown') FROM entry WHERE action IN (${OUTCOMES})`,
    entries: `SELECT concat_ws(' ', p->>'executionId', action = 'execution.unknown') FROM entry WHERE action IN (${OUTCOMES})`,
  },
  {
    name: 'a ticket that is late was recorded as late',
    states: `SELECT id::text FROM ticket WHERE breached_at IS NOT NULL`,
    entries: `SELECT DISTINCT about FROM entry JOIN ticket t ON t.id::text = about AND t.breached_at IS NOT NULL
      WHERE action = 'ticket.breached'`,
  },
  {
    name: 'a note that goes with a ticket, to the leads or to a colleague, is told of once',
    states: `SELECT concat_ws(' ', ticket_id, person_id) FROM note`,
    entries: `SELECT concat_ws(' ', about, by) FROM entry
      WHERE action = 'ticket.escalated' OR action = 'ticket.handed_over' AND p->>'noteDigest' IS NOT NULL`,
  },
  {
    name: 'a list of reasons to reject is told of once; the first came with the schema',
    states: `SELECT version::text FROM reject_reason_list WHERE version > 1`,
    entries: `SELECT p->>'version' FROM entry WHERE action = 'reject_reasons.changed'`,
  },
  {
    name: 'what a person says of an unknown outcome is told once',
    states: `SELECT concat_ws(' ', execution_id, person_id, outcome, CASE WHEN answers IS NULL THEN 'proposed' ELSE ended END) FROM resolution`,
    entries: `SELECT concat_ws(' ', p->>'executionId', by, p->>'outcome', split_part(action, '.', 2)) FROM entry
      WHERE action LIKE 'resolution.%' AND action <> 'resolution.refused'`,
  },
  {
    name: 'a tool, or everything, is stopped once and resumed once for each stop',
    states: `SELECT concat_ws(' ', 'kill_switch.stopped', scope, stopped_by) FROM kill_switch
      UNION ALL SELECT concat_ws(' ', 'kill_switch.resumed', scope, resumed_by) FROM kill_switch WHERE resumed_at IS NOT NULL`,
    entries: `SELECT concat_ws(' ', action, p->>'scope', by) FROM entry WHERE action LIKE 'kill_switch.%'`,
  },
  {
    name: 'a change is filed once, signed once by a person, and ends once',
    states: `SELECT concat_ws(' ', id, 'filed', filed_by) FROM change
      UNION ALL SELECT concat_ws(' ', id, state, version) FROM change WHERE state <> 'open'
      UNION ALL SELECT concat_ws(' ', change_id, 'signed', person_id, verdict) FROM change_sign_off`,
    entries: `SELECT concat_ws(' ', about, 'filed', by) FROM entry WHERE action = 'change.filed'
      UNION ALL SELECT concat_ws(' ', about, split_part(action, '.', 2), p->>'version') FROM entry
        WHERE action IN ('change.approved', 'change.rejected', 'change.withdrawn', 'change.superseded')
      UNION ALL SELECT concat_ws(' ', about, 'signed', by, p->>'verdict') FROM entry WHERE action = 'change.signed'`,
  },
  {
    name: 'a witness of the log is registered once and ended once',
    states: `SELECT concat_ws(' ', 'witness.added', id, added_by) FROM witness
      UNION ALL SELECT concat_ws(' ', 'witness.ended', witness_id, ended_by) FROM witness_end`,
    entries: `SELECT concat_ws(' ', action, about, by) FROM entry WHERE action LIKE 'witness.%'`,
  },
  {
    name: 'a version of a tool or policy is added once',
    states: `SELECT concat_ws(' ', 'tool', name, version) FROM tool
      UNION ALL SELECT concat_ws(' ', 'routing_policy', version) FROM routing_policy
      UNION ALL SELECT concat_ws(' ', 'sign_off_policy', version) FROM sign_off_policy
      UNION ALL SELECT concat_ws(' ', 'queue_policy', version) FROM queue_policy`,
    entries: `SELECT concat_ws(' ', split_part(action, '.', 1), p->>'name', p->>'version') FROM entry
      WHERE action IN ('tool.registered', 'routing_policy.added', 'sign_off_policy.added', 'queue_policy.added')`,
  },
];

/**
 * Whether what stands and what is on record match one to one, e.g. after a chaos run. Ask when nothing is under way.
 * @param sql a query as somebody who may read everything
 * @returns what does not match, in words; empty when all is well
 */
export async function entriesMatchStates(sql: (text: string) => Promise<Answer[]>): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, states, entries } of PAIRS) {
    const rows = await sql(`WITH ${ENTRY}, stands(key) AS (${states}), told(key) AS (${entries})
      SELECT key, count(*) FILTER (WHERE stands)::int AS stands, count(*) FILTER (WHERE NOT stands)::int AS told
      FROM (SELECT key, true AS stands FROM stands UNION ALL SELECT key, false FROM told) AS both_sides
      GROUP BY key HAVING count(*) FILTER (WHERE stands) <> count(*) FILTER (WHERE NOT stands) ORDER BY key LIMIT 20`);
    for (const { key, stands, told } of rows)
      faults.push(`${name}: ${key} stands ${stands} times, is told ${told} times`);
  }
  return faults;
}
