import { moneyOf } from '../approvals/rules/money.js';
import { type AuditEntry, auditEntry } from '../audit-log/rules/audit-entry.js';
import { newId } from '../platform/ids.js';
import { type Salted, salted } from '../platform/json/digest.js';
import { type Routed, routedEntry } from '../routing/routing.service.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { readyView } from '../tickets/rules/execution-view.js';
import { type SignedContent, signedContent } from '../tickets/rules/signed-content.js';
import type { NewExecution } from '../tickets/rules/ticket-change.js';
import type { Intake, Seen } from './persistence/intake.store.js';
import { contractIn, type ProposalAnswer } from './rules/proposal-answer.js';
import type { Call, Submission } from './submission.js';

/** Everything that taking this proposal in writes: ticket, first revision, answer, execution and audit entries. */
export function composeIntake(submission: Submission, call: Call, seen: Seen, rules: Rules, routed: Routed): Intake {
  const { agent, idempotencyKey, bodyHash, proposal } = submission;
  const { draft, policy } = proposal;
  const id = newId(seen.now.getTime());
  const at = seen.now.toISOString();
  const later = (seconds: number) => new Date(seen.now.getTime() + seconds * 1000).toISOString();
  const expiresAt = later(
    Math.min(rules.signOff.expiresAfterSeconds, proposal.expiresInSeconds ?? Number.POSITIVE_INFINITY),
  );
  const dueAt = routed.slaSeconds === null ? null : later(routed.slaSeconds);
  const texts = {
    request: salted(JSON.stringify(proposal.request)),
    evidence: proposal.evidence ? salted(JSON.stringify(proposal.evidence)) : null,
    draft: salted(JSON.stringify(draft)),
  };
  const digests = digestsOf(texts);
  const content = signedContent({
    ticketId: id,
    revision: 1,
    tool: call.toolCall && {
      name: call.toolCall.name,
      version: routed.tool?.version ?? null,
      endpointVersion: routed.tool?.endpointVersion ?? null,
    },
    argumentsCanonical: call.toolCall?.canonical ?? null,
    digests,
    observation: routed.observation,
    expiresAt,
  });
  const execution = autoExecution(routed, call, agent.id, at);
  return {
    id,
    key: idempotencyKey,
    bodyHash,
    answer: JSON.stringify(firstAnswer(id, submission, routed, call, { dueAt, expiresAt }, execution, seen.shut)),
    agentId: agent.id,
    agentKeyId: agent.keyId,
    receivedAt: at,
    domain: proposal.domain,
    request: texts.request,
    evidence: texts.evidence,
    policy: policy ? JSON.stringify(policy) : null,
    state: routed.state,
    queue: routed.queue,
    priority: routed.priority,
    riskScore: routed.decision.score.value,
    customerRef: proposal.request.customerRef ?? null,
    subject: call.subject,
    confidence: draft.confidence ?? null,
    callDigest: call.digest,
    flags: routed.flags,
    waitsFor: routed.waitsFor,
    dueAt,
    slaSeconds: routed.slaSeconds,
    expiresAt,
    revision: {
      revision: 1,
      madeBy: null,
      madeAt: at,
      note: null,
      draft: texts.draft,
      toolCall: call.toolCall,
      toolVersion: routed.tool?.version ?? null,
      observation: routed.observation ?? null,
      signedContent: content.text,
      contentHash: content.hash,
      routingPolicyVersion: seen.inForce.routingPolicy,
      signOffPolicyVersion: seen.inForce.signOffPolicy,
      routingDecision: routed.decision,
    },
    execution,
    entries: entriesOf(id, at, submission, routed, rules, content, digests, { dueAt, expiresAt }),
  };
}

function digestsOf(texts: { request: Salted; evidence: Salted | null; draft: Salted }) {
  return { request: texts.request.digest, evidence: texts.evidence?.digest ?? null, draft: texts.draft.digest };
}

function autoExecution(routed: Routed, call: Call, agentId: string, at: string): NewExecution | null {
  if (routed.state !== 'auto_allowed' || !routed.tool || !call.toolCall || call.digest === null) return null;
  const money = moneyOf(JSON.parse(call.toolCall.canonical) as object);
  return {
    id: newId(Date.parse(at)),
    revision: 1,
    toolName: routed.tool.name,
    toolVersion: routed.tool.version,
    agentId,
    subject: call.subject,
    callDigest: call.digest,
    knowingRepeat: false,
    runner: routed.tool.runner,
    money: money && { key: money.currency, hundredths: money.hundredths },
    readyAt: at,
  };
}

function firstAnswer(
  id: string,
  { proposal: { draft, domain }, language }: Submission,
  routed: Routed,
  { toolCall: call }: Call,
  times: { dueAt: string | null; expiresAt: string },
  execution: NewExecution | null,
  shut: boolean,
): ProposalAnswer {
  const parked = execution !== null && shut;
  const contract = contractIn(language, {
    state: routed.state,
    domain,
    hasToolCall: call !== null,
    executionState: execution ? 'ready' : null,
    parked,
    asked: false,
    draft: { answer: draft.answer, confidence: draft.confidence ?? null, citations: draft.citations ?? [] },
    decision: routed.decision,
  });
  const { state, queue, flags } = routed;
  return {
    id,
    ...contract,
    ticket: { id, state, queue, revision: 1, ...times, flags, rejectReason: null },
    execution: execution && readyView(execution.id, execution.readyAt, execution.runner, parked),
  };
}

function entriesOf(
  id: string,
  at: string,
  { agent, proposal, drafted }: Submission,
  routed: Routed,
  rules: Rules,
  content: SignedContent,
  digests: { request: string; evidence: string | null; draft: string },
  times: { dueAt: string | null; expiresAt: string },
): AuditEntry[] {
  const subject = `ticket:${id}` as const;
  return [
    auditEntry(at, `agent:${agent.id}`, 'proposal.received', subject, {
      agentKeyId: agent.keyId,
      domain: proposal.domain,
      tool: proposal.toolCall?.name ?? null,
      digests,
    }),
    ...(drafted ? [auditEntry(at, 'system', 'draft.made', subject, drafted.record)] : []),
    routedEntry(rules, routed, {
      ticketId: id,
      revision: 1,
      contentHash: content.hash,
      state: routed.state,
      queue: routed.queue,
      at,
      ...times,
    }),
  ];
}
