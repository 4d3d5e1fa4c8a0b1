import type { Evidence, Violation } from './evidence.js';

/**
 * Where the record says something else than what happened: an effect under `failed`, none under `succeeded`, a call that the tool
 * could not verify, or a state without its audit entry and the other way round.
 */
export function untrueRecords(evidence: Evidence): Violation[] {
  return [
    ...untrueOutcomes(evidence),
    ...unverifiedCalls(evidence),
    ...evidence.mismatches.map((mismatch) => untrue('', mismatch)),
    ...(evidence.unsealed === 0 ? [] : [untrue('', `${evidence.unsealed} audit entries are not sealed`)]),
  ];
}

const untrue = (ticketId: string, because: string): Violation => ({ kind: 'records untrue', ticketId, because });

function untrueOutcomes({ journal, executions }: Evidence): Violation[] {
  const ran = new Set(journal.flatMap((line) => (line.kind === 'effect' ? [line.executionId] : [])));
  return executions.flatMap(({ id, ticketId, state }) => {
    if (state === 'failed' && ran.has(id)) return [untrue(ticketId, 'it ran, and its record says that it failed')];
    if (state === 'succeeded' && !ran.has(id)) return [untrue(ticketId, 'its record says that it ran, and it did not')];
    return [];
  });
}

function unverifiedCalls({ journal, executions }: Evidence): Violation[] {
  const tickets = new Map(executions.map(({ id, ticketId }) => [id, ticketId]));
  return journal
    .filter((line) => line.kind === 'call' && !line.verified)
    .map(({ executionId }) => untrue(tickets.get(executionId) ?? '', 'the tool could not verify a call for it'));
}
