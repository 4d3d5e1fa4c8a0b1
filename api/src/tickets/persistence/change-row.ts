import {
  headAfter,
  type NewContext,
  type NewExecution,
  type NewNote,
  type NewQuestion,
  type NewRevision,
  type NewSignOff,
  type TicketChange,
} from '../rules/ticket-change.js';

/** One element of the array that `commit-ticket-changes.sql` takes. */
export function toChangeRow(change: TicketChange): Record<string, unknown> {
  const head = headAfter(change);
  return {
    ticket_id: change.seen.id,
    seen_version: change.seen.lockVersion,
    state: head.state,
    revision: head.revision,
    queue: head.queue,
    priority: head.priority,
    risk_score: head.riskScore,
    confidence: head.confidence,
    tool_name: head.toolName,
    call_digest: head.callDigest,
    flags: head.flags,
    waits_for: head.waitsFor,
    due_at: head.dueAt,
    sla_seconds: head.slaSeconds,
    sla_left_seconds: head.slaLeftSeconds,
    breached_at: head.breachedAt,
    expires_at: head.expiresAt,
    claimed_by: head.claimedBy,
    claimed_until: head.claimedUntil,
    resolved_at: head.resolvedAt,
    new_revision: change.revision && toRevisionRow(change.revision),
    sign_off: change.signOff && toSignOffRow(change.signOff),
    note: change.note && toNoteRow(change.note),
    question: change.question && toNoteRow(change.question),
    context: change.context && toContextRow(change.context),
    execution: change.execution && toExecutionRow(change.execution),
    revoke_execution: change.revokeExecution,
    entries: change.entries,
  };
}

function toRevisionRow(revision: NewRevision): Record<string, unknown> {
  return {
    revision: revision.revision,
    made_by: revision.madeBy,
    made_at: revision.madeAt,
    note: revision.note?.text,
    note_salt: revision.note?.salt.toString('hex'),
    draft: revision.draft.text,
    draft_salt: revision.draft.salt.toString('hex'),
    tool_name: revision.toolCall?.name,
    tool_version: revision.toolVersion,
    arguments_raw: revision.toolCall?.raw,
    arguments_canonical: revision.toolCall?.canonical,
    observation: revision.observation,
    signed_content: revision.signedContent,
    content_hash: revision.contentHash,
    routing_policy_version: revision.routingPolicyVersion,
    sign_off_policy_version: revision.signOffPolicyVersion,
    routing_decision: revision.routingDecision,
  };
}

function toSignOffRow(signOff: NewSignOff): Record<string, unknown> {
  return {
    id: signOff.id,
    revision: signOff.revision,
    person_id: signOff.personId,
    roles: signOff.roles,
    verdict: signOff.verdict,
    content_hash: signOff.contentHash,
    knowing_repeat: signOff.knowingRepeat,
    stepped_up: signOff.steppedUp,
    reason: signOff.reason,
    note: signOff.note?.text,
    note_salt: signOff.note?.salt.toString('hex'),
    at: signOff.at,
  };
}

function toNoteRow({ id, personId, body, at }: NewNote | NewQuestion): Record<string, unknown> {
  return { id, person_id: personId, body: body.text, salt: body.salt.toString('hex'), at };
}

function toContextRow({ questionId, body, at }: NewContext): Record<string, unknown> {
  return { question_id: questionId, body: body.text, salt: body.salt.toString('hex'), at };
}

export function toExecutionRow(execution: NewExecution): Record<string, unknown> {
  return {
    id: execution.id,
    revision: execution.revision,
    tool_name: execution.toolName,
    tool_version: execution.toolVersion,
    agent_id: execution.agentId,
    subject: execution.subject,
    call_digest: execution.callDigest,
    knowing_repeat: execution.knowingRepeat,
    runner: execution.runner,
    money_key: execution.money?.key,
    hundredths: execution.money?.hundredths.toString(),
    ready_at: execution.readyAt,
  };
}
