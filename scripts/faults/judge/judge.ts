import { LARGE } from '../ground/policy.js';
import type { Effect } from '../tool/journal.js';
import type { Acknowledged } from '../workload/play.js';
import type { Plot } from '../workload/story.js';
import type { Evidence, RevisionRow, SignOffRow, Violation } from './evidence.js';
import { untrueRecords } from './untrue-records.js';

/** How a story may end. Whatever else its ticket is, it waits for something that nobody is going to do. */
const ENDS: Record<Plot, readonly string[]> = {
  approve: ['approved'],
  'two sign': ['approved'],
  reject: ['rejected'],
  'revise, then approve': ['approved'],
  withdraw: ['withdrawn'],
  'approve and withdraw at once': ['approved', 'withdrawn'],
  'two approve at once': ['approved'],
};

const FINAL = ['succeeded', 'failed', 'revoked'];

/** Everything that is wrong after a run, when all faults are off and everything had the time to finish. */
export function judge(evidence: Evidence): Violation[] {
  return [
    ...unapprovedEffects(evidence),
    ...doubleEffects(evidence),
    ...lostAcknowledgements(evidence),
    ...stuckTickets(evidence),
    ...untrueRecords(evidence),
    ...unprovedLog(evidence),
  ];
}

export function effectsOf({ journal }: Evidence): Effect[] {
  return journal.filter((line) => line.kind === 'effect');
}

export function keyOf({ ticketId, revision }: { ticketId: string; revision: number }): string {
  return `${ticketId} ${revision}`;
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

function unapprovedEffects(evidence: Evidence): Violation[] {
  const revisions = new Map(evidence.revisions.map((row) => [keyOf(row), row]));
  const executions = new Map(evidence.executions.map((row) => [row.id, row]));
  const tickets = new Map(evidence.tickets.map((row) => [row.id, row]));
  const signOffs = groupBy(evidence.signOffs, keyOf);
  return effectsOf(evidence).flatMap((effect) => {
    const execution = executions.get(effect.executionId);
    const revision = revisions.get(keyOf(effect));
    const state = tickets.get(effect.ticketId)?.state;
    const because =
      !execution || execution.ticketId !== effect.ticketId || execution.revision !== effect.revision
        ? 'it ran under an execution that the record does not have'
        : execution.state === 'ready' || execution.state === 'claimed' || execution.state === 'revoked'
          ? `it ran, and its execution is ${execution.state}`
          : state !== 'approved'
            ? `it ran, and its ticket is ${state}`
            : !revision
              ? 'it ran for a revision that the record does not have'
              : (unlikeSigned(effect, revision) ?? unsigned(revision, signOffs.get(keyOf(effect)) ?? []));
    return because ? [{ kind: 'effects without approval' as const, ticketId: effect.ticketId, because }] : [];
  });
}

function unlikeSigned(effect: Effect, revision: RevisionRow): string | null {
  if (effect.tool !== revision.toolName) return `${effect.tool} ran, ${revision.toolName} was signed`;
  if (effect.argumentsText !== revision.argumentsText) return 'it ran with other arguments than were signed';
  return revision.hashHolds ? null : 'the stored content has not the hash that was signed';
}

/** Who has to sign is worked out here anew, from the arguments and from nothing that the product said of them. */
function unsigned(revision: RevisionRow, signOffs: readonly SignOffRow[]): string | null {
  if (signOffs.some(({ verdict }) => verdict !== 'approve')) return 'it ran although somebody rejected it';
  const approvals = signOffs.filter(({ contentHash }) => contentHash === revision.contentHash);
  const by = (role: string) => approvals.filter(({ roles }) => roles.includes(role)).map(({ personId }) => personId);
  const [operators, leads] = [by('operator'), by('support_lead')];
  const large = Number(JSON.parse(revision.argumentsText).amount_minor) > LARGE;
  const enough = large
    ? operators.some((one) => leads.some((other) => other !== one))
    : operators.length + leads.length > 0;
  return enough ? null : 'it ran without the sign-offs that it takes';
}

function doubleEffects(evidence: Evidence): Violation[] {
  return [...groupBy(effectsOf(evidence), ({ ticketId }) => ticketId)].flatMap(([ticketId, effects]) =>
    effects.length < 2
      ? []
      : [{ kind: 'double effects' as const, ticketId, because: `it ran ${effects.length} times` }],
  );
}

function lostAcknowledgements(evidence: Evidence): Violation[] {
  const signed = new Set(evidence.signOffs.map((row) => `${keyOf(row)} ${row.personId} ${row.verdict}`));
  const revised = new Set(evidence.revisions.map(keyOf));
  const states = new Map(evidence.tickets.map(({ id, state }) => [id, state]));
  const stands = (one: Acknowledged): boolean => {
    switch (one.what) {
      case 'proposal':
        return states.has(one.ticketId);
      case 'withdrawal':
        return states.get(one.ticketId) === 'withdrawn';
      case 'revision':
        return revised.has(keyOf(one));
      default:
        return signed.has(`${keyOf(one)} ${one.personId} ${one.what}`);
    }
  };
  return evidence.acknowledged
    .filter((one) => !stands(one))
    .map(({ what, ticketId }) => ({
      kind: 'acknowledged approvals lost' as const,
      ticketId,
      because: `its ${what} was answered with success and is not on record`,
    }));
}

function stuckTickets({ tickets, executions, stories, bells }: Evidence): Violation[] {
  const stuck = (ticketId: string, because: string): Violation => ({ kind: 'tickets stuck', ticketId, because });
  const byTicket = groupBy(executions, ({ ticketId }) => ticketId);
  const open = tickets.flatMap(({ id, state, revision }) => {
    const story = stories.get(id);
    // Taken in, and its agent was never told: it sends again, and is told then.
    if (!story) return [];
    if (!ENDS[story.plot].includes(state)) return [stuck(id, `“${story.plot}” left it ${state}`)];
    const execution = byTicket.get(id)?.find((one) => one.revision === revision);
    if (state === 'approved' && !execution) return [stuck(id, 'it is approved and has no execution')];
    return (byTicket.get(id) ?? [])
      .filter((one) => !FINAL.includes(one.state) && !(one.state === 'unknown' && story.retryClass === 'once'))
      .map((one) => stuck(id, `its execution is ${one.state}`));
  });
  return bells === 0 ? open : [...open, stuck('', `${bells} bells are on the outbox`)];
}

/** What an outsider would say of the log, and whether they were shown all of it. */
function unprovedLog({ log, entries }: Evidence): Violation[] {
  const unproved = (because: string): Violation => ({ kind: 'logs unproved', ticketId: '', because });
  const shown = log.sealed + log.unsealed;
  const all = shown >= entries ? [] : [unproved(`the export has ${shown} entries of ${entries}`)];
  return [...log.findings.map(unproved), ...all];
}
