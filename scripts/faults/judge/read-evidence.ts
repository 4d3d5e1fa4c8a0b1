import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { entriesMatchStates } from '../../../test/support/entries-match-states.js';
import type { JournalLine } from '../tool/journal.js';
import type { Memory } from '../workload/play.js';
import type { Evidence, ExecutionRow, RevisionRow, SignOffRow, TicketRow } from './evidence.js';

const REVISIONS = `SELECT ticket_id AS "ticketId", revision, tool_name AS "toolName", arguments_canonical AS "argumentsText",
  signed_content AS "signedContent", encode(content_hash, 'hex') AS "contentHash" FROM revision`;
const SIGN_OFFS = `SELECT ticket_id AS "ticketId", revision, person_id AS "personId", roles, verdict,
  encode(content_hash, 'hex') AS "contentHash" FROM sign_off`;
const LEFT = `SELECT (SELECT count(*) FROM outbox)::int AS bells,
  ((SELECT count(*) FROM audit_entry) - (SELECT count(*) FROM audit_leaf))::int AS unsealed`;
const SEALED_WITHIN_MS = 10_000;

const EXECUTIONS = 'SELECT id, ticket_id AS "ticketId", revision, state FROM execution';

export async function countEntries(client: pg.Client): Promise<number> {
  return (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry')).rows[0]!.n;
}

/** Reads the database as its owner, and puts it beside what the tool, the callers and the verifier of the log know. */
export async function readEvidence(
  client: pg.Client,
  journal: readonly JournalLine[],
  { acknowledged, stories }: Memory,
  log: Pick<Evidence, 'entries' | 'log'>,
): Promise<Evidence> {
  await untilAllIsSealed(client);
  // One snapshot of everything: workers go on.
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const all = async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows;
  const revisions = await all<Omit<RevisionRow, 'hashHolds'> & { signedContent: string }>(REVISIONS);
  const [left] = await all<{ bells: number; unsealed: number }>(LEFT);
  const evidence = {
    journal,
    acknowledged,
    stories,
    tickets: await all<TicketRow>('SELECT id, state, revision FROM ticket'),
    revisions: revisions.map(({ signedContent, ...row }) => ({ ...row, hashHolds: holds(row, signedContent) })),
    signOffs: await all<SignOffRow>(SIGN_OFFS),
    executions: await all<ExecutionRow>(EXECUTIONS),
    mismatches: await entriesMatchStates(all),
    ...log,
    ...left!,
  };
  await client.query('COMMIT');
  return evidence;
}

/** What was written a moment ago waits for its seal; what waits longer is for the judge to see. */
async function untilAllIsSealed(client: pg.Client): Promise<void> {
  for (const until = Date.now() + SEALED_WITHIN_MS; Date.now() < until; await delay(100)) {
    const { rows } = await client.query<{ unsealed: number }>(LEFT);
    if (rows[0]!.unsealed === 0) return;
  }
}

/** The hash is over the content, and the content has these very arguments. */
function holds({ contentHash, argumentsText }: Omit<RevisionRow, 'hashHolds'>, signedContent: string): boolean {
  const same = createHash('sha256').update(signedContent).digest('hex') === contentHash;
  return same && signedContent.includes(`"arguments":${argumentsText}`);
}

const STORY_OF_TICKET = `SELECT at, action, convert_from(canonical, 'UTF8')::json ->> 'payload' AS payload
  FROM audit_entry WHERE subject = 'ticket:' || $1 ORDER BY id`;

/** Everything that is known of one ticket, a line each: for whoever looks into a finding. */
export async function whatHappenedTo(
  ticketId: string,
  client: pg.Client,
  journal: readonly JournalLine[],
  { stories }: Memory,
): Promise<string[]> {
  const { rows: executions } = await client.query('SELECT * FROM execution WHERE ticket_id = $1', [ticketId]);
  const { rows: entries } = await client.query(STORY_OF_TICKET, [ticketId]);
  const ids = executions.map(({ id }) => id);
  const lines = [
    stories.get(ticketId),
    ...executions,
    ...entries,
    ...journal.filter(({ executionId }) => ids.includes(executionId)),
  ];
  return lines.map((line) => JSON.stringify(line));
}
