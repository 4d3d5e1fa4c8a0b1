import type { AuditEntry } from '../../audit-log/rules/audit-entry.js';
import type { Salted } from '../../platform/json/digest.js';
import type { Runner } from '../../rulebook/rules/tool.js';
import type { StoredDecision, TicketHead } from './case-file.js';
import type { ToolCall } from './tool-call.js';

export interface NewRevision {
  revision: number;
  madeBy: string | null;
  madeAt: string;
  note: Salted | null;
  draft: Salted;
  toolCall: ToolCall | null;
  toolVersion: number | null;
  /** See `Revision.observation`. */
  observation: string | null;
  signedContent: string;
  contentHash: string;
  routingPolicyVersion: number;
  signOffPolicyVersion: number;
  routingDecision: StoredDecision;
}

export interface NewSignOff {
  id: string;
  revision: number;
  personId: string;
  roles: string[];
  verdict: 'approve' | 'reject';
  contentHash: string;
  knowingRepeat: boolean;
  steppedUp: boolean;
  reason: string | null;
  note: Salted | null;
  at: string;
}

export interface NewNote {
  id: string;
  personId: string;
  body: Salted;
  at: string;
}

export interface NewQuestion {
  id: string;
  personId: string;
  body: Salted;
  at: string;
}

export interface NewContext {
  /** The question that it answers; null for what an agent adds unasked. */
  questionId: string | null;
  body: Salted;
  at: string;
}

export interface NewExecution {
  id: string;
  revision: number;
  toolName: string;
  toolVersion: number;
  agentId: string;
  subject: string;
  callDigest: string;
  /** Signed by somebody who knew of the equal tool calls. */
  knowingRepeat: boolean;
  runner: Runner;
  money: { key: string; hundredths: bigint } | null;
  readyAt: string;
}

type Mutable = Omit<
  TicketHead,
  'id' | 'number' | 'lockVersion' | 'agentId' | 'domain' | 'customerRef' | 'subject' | 'createdAt'
>;

/**
 * What a use case wants written about one ticket: all of it in one transaction, or none of it when
 * the ticket is no longer at the version that the rule saw.
 */
export interface TicketChange {
  seen: TicketHead;
  head?: Partial<Mutable>;
  revision?: NewRevision;
  signOff?: NewSignOff;
  execution?: NewExecution;
  /** What a person passes on with the ticket. */
  note?: NewNote;
  /** What a person asks the customer. */
  question?: NewQuestion;
  /** What the agent adds with the revision that this makes. */
  context?: NewContext;
  /** An execution that has not begun and now never will. */
  revokeExecution?: string;
  entries: AuditEntry[];
}

/** The ticket's row once the change is written. Whatever ends the waiting ends an open question with it. */
export function headAfter({ seen, head }: Pick<TicketChange, 'seen' | 'head'>): TicketHead {
  const after = { ...seen, ...head };
  return { ...after, slaLeftSeconds: after.state === 'pending_review' ? after.slaLeftSeconds : null };
}
