import type { CaseFile, Execution, Repeat, Revision, SignOff, StoredContext, TicketHead } from '../rules/case-file.js';

// biome-ignore lint/suspicious/noExplicitAny: one row of load-case-files.sql, mapped here and nowhere else
export type CaseFileRow = Record<string, any>;

/** Turns one row of `load-case-files.sql` into a case file. */
export function toCaseFile(row: CaseFileRow): CaseFile {
  return {
    now: row.now,
    ticket: toTicketHead(row),
    revision: toRevision(row),
    signOffs: ((row.sign_offs ?? []) as (Omit<SignOff, 'at'> & { at: string })[]).map((s) => ({
      ...s,
      at: new Date(s.at),
    })),
    execution: row.execution_id ? toExecution(row) : null,
    agent: { id: row.agent_id, name: row.agent_name, ownerId: row.agent_owner_id, active: row.agent_active },
    keyIssuerId: row.key_issuer_id,
    erased: row.erased,
    requestExcerpt: row.request_excerpt ?? '',
    texts: row.with_texts
      ? {
          request: row.request,
          requestSalt: row.request_salt,
          evidence: row.evidence,
          evidenceSalt: row.evidence_salt,
          policy: row.policy,
          contexts: ((row.contexts ?? []) as (Omit<StoredContext, 'salt'> & { salt: string })[]).map((context) => ({
            ...context,
            salt: Buffer.from(context.salt, 'hex'),
          })),
        }
      : null,
    claimedByName: row.claimed_by_name,
    question: row.question && { ...row.question, at: new Date(row.question.at) },
    repeats: ((row.repeats ?? []) as (Omit<Repeat, 'createdAt'> & { createdAt: string })[]).map((repeat) => ({
      ...repeat,
      createdAt: new Date(repeat.createdAt),
    })),
    sums: { customerDay: toSums(row.customer_day), agentDay: row.with_agent_sums ? toSums(row.agent_day) : null },
    inForce: {
      routingPolicy: row.routing_policy_in_force,
      signOffPolicy: row.sign_off_policy_in_force,
      queuePolicy: row.queue_policy_in_force,
      tools: row.tools_in_force,
    },
  };
}

function toTicketHead(row: CaseFileRow): TicketHead {
  return {
    id: row.id,
    number: row.number,
    lockVersion: row.lock_version,
    state: row.state,
    revision: row.revision,
    queue: row.queue,
    priority: row.priority,
    riskScore: row.risk_score,
    agentId: row.agent_id,
    domain: row.domain,
    customerRef: row.customer_ref,
    subject: row.subject,
    confidence: row.confidence,
    toolName: row.tool_name,
    callDigest: row.call_digest,
    flags: row.flags,
    waitsFor: row.waits_for,
    createdAt: row.created_at,
    dueAt: row.due_at,
    slaSeconds: row.sla_seconds,
    slaLeftSeconds: row.sla_left_seconds,
    breachedAt: row.breached_at,
    expiresAt: row.expires_at,
    claimedBy: row.claimed_by,
    claimedUntil: row.claimed_until,
    resolvedAt: row.resolved_at,
  };
}

function toRevision(row: CaseFileRow): Revision {
  return {
    revision: row.revision,
    madeBy: row.made_by,
    madeAt: row.made_at,
    note: row.note,
    draft: row.draft,
    draftSalt: row.draft_salt,
    toolCall: row.call_name
      ? { name: row.call_name, raw: row.arguments_raw, canonical: row.arguments_canonical }
      : null,
    toolVersion: row.tool_version,
    observation: row.observation,
    signedContent: row.signed_content,
    contentHash: row.content_hash,
    routingPolicyVersion: row.routing_policy_version,
    signOffPolicyVersion: row.sign_off_policy_version,
    routingDecision: row.routing_decision,
  };
}

function toExecution(row: CaseFileRow): Execution {
  return {
    id: row.execution_id,
    revision: row.execution_revision,
    state: row.execution_state,
    fence: row.fence,
    attempts: row.attempts,
    result: row.result,
    error: row.error,
    readyAt: row.ready_at,
    intentAt: row.intent_at,
    finishedAt: row.finished_at,
    parked: row.parked,
    runner: row.runner,
    grantedAt: row.granted_at,
    grantExpiresAt: row.grant_expires_at,
    redeemedAt: row.redeemed_at,
  };
}

function toSums(totals: Record<string, string> | null): Record<string, bigint> {
  return Object.fromEntries(Object.entries(totals ?? {}).map(([currency, total]) => [currency, BigInt(total)]));
}
