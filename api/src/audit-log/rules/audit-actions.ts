import type { ChangeActions } from './change-actions.js';

/**
 * Every audit action with its payload, in one map. No payload holds personal text: notes, drafts and
 * requests enter as salted digests (64 hex characters), the texts live in erasable columns.
 */
export interface AuditActions extends ChangeActions {
  'proposal.received': { agentKeyId: string; domain: string; tool: string | null; digests: Digests };
  /** Countersign itself drafted the proposal: by which means, and what came of it. `failure` is a kind, and null for a draft. */
  'draft.made': {
    by: string;
    model: string;
    promptVersion: number | null;
    failure: string | null;
    /** Calls to a model. */
    attempts: number;
    /** Citations that were none of the passages it was given. */
    citationsDropped: number;
    tokens: { input: number; output: number } | null;
    /** Millionths of a US dollar, by the prices of the prompt version. */
    costMicros: string | null;
  };
  'proposal.withdrawn': { revision: number };
  'ticket.routed': {
    revision: number;
    outcome: string;
    state: string;
    queue: string | null;
    routingPolicyVersion: number;
    signOffPolicyVersion: number;
    held: string[];
    /** SHA-256 of the stored text of the policy log. */
    decisionDigest: string;
    riskScore: number;
    flags: string[];
    contentHash: string;
    dueAt: string | null;
    expiresAt: string;
  };
  'ticket.claimed': { until: string };
  'ticket.released': Record<string, never>;
  'ticket.snoozed': { until: string };
  /** `dueAt` where the leads' own target gives it another deadline. */
  'ticket.escalated': { from: string | null; to: string; noteDigest: string; dueAt?: string };
  /** From whom it was taken, if anybody held it; `to` is `person:<id>` or `queue:<name>`; `dueAt` as above. */
  'ticket.handed_over': {
    from: string | null;
    to: string;
    until: string | null;
    noteDigest: string | null;
    dueAt?: string;
  };
  'ticket.breached': { dueAt: string };
  'ticket.approved': { revision: number; contentHash: string; signers: string[]; executionId: string | null };
  'ticket.rejected': { revision: number; contentHash: string; reason: string };
  'ticket.expired': { revision: number; expiresAt: string };
  /** A person took the approval back; `revision` is the next one, which people look at. */
  'ticket.revoked': {
    revision: number;
    previousHash: string;
    contentHash: string;
    executionId: string;
    noteDigest: string;
  };
  'ticket.returned': { revision: number; because: string; executionId: string };
  /** A worker saw what must hold, which made the next revision; digest of the observation's RFC 8785 text. */
  'revision.observed': { revision: number; previousHash: string; contentHash: string; observationDigest: string };
  /** `digests` of texts that are gone with their salts. */
  'ticket.erased': { reasonDigest: string; digests: string[] };
  'revision.made': {
    revision: number;
    previousHash: string;
    contentHash: string;
    changed: string[];
    noteDigest: string | null;
  };
  /** A reviewer asked the customer; the clock stands still with `slaLeftSeconds` on it. */
  'question.asked': { revision: number; questionId: string; questionDigest: string; slaLeftSeconds: number };
  /** The agent added what the customer said, which made this revision; `questionId` is null where nobody had asked. */
  'context.given': {
    revision: number;
    previousHash: string;
    contentHash: string;
    changed: string[];
    contextDigest: string;
    questionId: string | null;
    dueAt: string | null;
  };
  'sign_off.given': {
    revision: number;
    contentHash: string;
    verdict: string;
    roles: string[];
    reason: string | null;
    knowingRepeat: boolean;
    /** Whether the person had proved again, shortly before, who they are. */
    steppedUp: boolean;
    noteDigest: string | null;
  };
  'sign_off.refused': { code: string; verdict: string; because: string };
  'execution.intended': {
    executionId: string;
    fence: number;
    attempt: number;
    tool: string;
    toolVersion: number;
    contentHash: string;
    /** SHA-256 of what was seen of the preconditions right before; left out without any. */
    observationDigest?: string;
  };
  'execution.succeeded': { executionId: string; fence: number; resultDigest: string };
  'execution.failed': { executionId: string; fence: number; because: string };
  'execution.unknown': { executionId: string; fence: number; because: string };
  /** Handed to the agent's own backend, on a grant good until `expiresAt`, signed with the key `keyId`. */
  'execution.granted': {
    executionId: string;
    tool: string;
    toolVersion: number;
    contentHash: string;
    argumentsHash: string;
    expiresAt: string;
    keyId: string;
    observationDigest?: string;
  };
  /** The server of the tool, by its signature, used the grant up. */
  'execution.redeemed': { executionId: string; tool: string };
  'execution.revoked': { executionId: string; because: string };
  /** Somebody says what became of an unknown outcome; a second person's word confirms or contradicts the first one's. */
  'resolution.proposed': { executionId: string; outcome: string; evidenceDigest: string };
  'resolution.confirmed': { executionId: string; outcome: string; evidenceDigest: string; proposedBy: string };
  'resolution.contradicted': { executionId: string; outcome: string; evidenceDigest: string; proposedBy: string };
  /** Who may not say it, or said it before; nothing else came of it. */
  'resolution.refused': { executionId: string; code: string; because: string };
  'look_up.asked': { executionId: string };
  'session.opened': { roles: string[]; sessionId: string; secondFactor: string | null };
  'session.stepped_up': { sessionId: string; secondFactor: string | null };
  'session.closed': { sessionId: string };
  /** All of a person's sessions; `ended` is how many. */
  'sessions.ended': { ended: number };
  'password.changed': { ended: number };
  'totp.begun': Record<string, never>;
  'totp.confirmed': { ended: number };
  'totp.removed': { ended: number };
  'recovery_code.used': { left: number };
  'recovery_codes.renewed': Record<string, never>;
  'person.created': { roles: string[] };
  'person.changed': { changed: string[]; roles: string[]; active: boolean };
  /** A filter of the inbox, kept by a name that is nobody else's business. */
  'saved_filter.added': { shared: boolean };
  'saved_filter.removed': { shared: boolean };
  /** A document of the knowledge base, by its content: the first version or the next one. */
  'document.imported': { version: number; sha256: string; passages: number };
  /** What is said of it, and not its content: title, uri, owner or review date. */
  'document.described': { version: number; changed: string[] };
  /** The words of what a customer wrote to support are gone. */
  'support_text.erased': Record<string, never>;
  'agent.created': { name: string; tools: string[] | null; domains: string[] | null };
  'agent_key.issued': { keyId: string; tools: string[] | null; domains: string[] | null };
  /** `newKeyId` took the place of `keyId`, which still works until `until`. */
  'agent_key.rotated': {
    keyId: string;
    newKeyId: string;
    until: string;
    tools: string[] | null;
    domains: string[] | null;
  };
  'agent_key.revoked': { keyId: string };
  'tool.registered': {
    name: string;
    version: number;
    endpointVersion: number;
    schemaDigest: string;
    retryClass: string;
    changesWorld: boolean;
    signOff: string | null;
    /** Names of what must still hold at the run; left out without any. */
    preconditions?: string[];
    /** Left out where Countersign makes the call. */
    runner?: string;
  };
  /** `scope` is a tool's name, or `*` for everything. */
  'kill_switch.stopped': { scope: string; reasonDigest: string };
  'kill_switch.resumed': { scope: string; reasonDigest: string };
  /** Whose cosignatures are taken, and no longer are; 8 hex characters of the key. */
  'witness.added': { name: string; keyHash: string };
  'witness.ended': { name: string; keyHash: string };
  /** Workers found that a tool does not answer, or does again; `since` is when the circuit had opened. */
  'circuit.opened': { tool: string; since: string };
  'circuit.closed': { tool: string; since: string };
  /** A place where people hear of `events`; the host of its URL and no more. */
  'notification_channel.created': {
    name: string;
    kind: string;
    format: string | null;
    host: string | null;
    /** How many mailboxes; null of a webhook. */
    recipients: number | null;
    events: string[];
  };
  /** `changed` names the fields; a URL that is another may have the same host. */
  'notification_channel.changed': {
    changed: string[];
    name: string;
    host: string | null;
    recipients: number | null;
    events: string[];
    active: boolean;
  };
  'notification_channel.secret_rotated': { name: string };
  'notification_channel.ended': { name: string };
  'routing_policy.added': { version: number; hash: string };
  'sign_off_policy.added': { version: number; hash: string };
  'queue_policy.added': { version: number; hash: string };
  /** What models are told from then on. */
  'prompt.added': { version: number; hash: string; model: string; fallbackModel: string | null };
  /** Codes of the reasons that are new, offered no more, or said otherwise. */
  'reject_reasons.changed': {
    version: number;
    added: string[];
    archived: string[];
    relabelled: string[];
    reordered: boolean;
  };
}

export interface Digests {
  request: string;
  evidence: string | null;
  draft: string;
}

export type AuditAction = keyof AuditActions;

/** `person:<id>`, `agent:<id>` or `system`. */
export type Actor = `person:${string}` | `agent:${string}` | 'system';

/** `ticket:<id>`, `person:<id>`, `agent:<id>`, `tool:<name>`, `routing_policy:<version>` … */
export type Subject = `${string}:${string}`;
