import type { Role } from '../../identity/rules/roles.js';
import type { Runner } from '../../rulebook/rules/tool.js';
import type { TicketState } from './lifecycle.js';
import type { ToolCall } from './tool-call.js';

export type ExecutionState =
  | 'ready'
  | 'claimed'
  | 'intent'
  | 'granted'
  | 'succeeded'
  | 'failed'
  | 'unknown'
  | 'revoked';

/** The ticket's row: where the case stands. */
export interface TicketHead {
  id: string;
  number: number;
  lockVersion: number;
  state: TicketState;
  revision: number;
  queue: string | null;
  priority: string;
  riskScore: number;
  agentId: string;
  domain: string;
  customerRef: string | null;
  subject: string;
  confidence: number | null;
  toolName: string | null;
  callDigest: string | null;
  flags: string[];
  /** Roles whose approval would bring the quorum nearer. */
  waitsFor: string[];
  createdAt: Date;
  /** Null while a question to the customer is open, and once nobody is waited for. */
  dueAt: Date | null;
  slaSeconds: number | null;
  /** What was left to the due time when the customer was asked, negative when it was over; null unless a question is open. */
  slaLeftSeconds: number | null;
  breachedAt: Date | null;
  expiresAt: Date;
  claimedBy: string | null;
  claimedUntil: Date | null;
  resolvedAt: Date | null;
}

/** One exact version of what is to be sent or run. */
export interface Revision {
  revision: number;
  madeBy: string | null;
  madeAt: Date;
  note: string | null;
  draft: string | null;
  draftSalt: Buffer | null;
  toolCall: ToolCall | null;
  toolVersion: number | null;
  /** RFC 8785 text of what was seen of the tool's preconditions; null without any, and while nothing was seen. */
  observation: string | null;
  signedContent: string;
  contentHash: string;
  routingPolicyVersion: number;
  signOffPolicyVersion: number;
  routingDecision: StoredDecision;
}

/** The policy log as it was stored when the revision was routed. */
export interface StoredDecision {
  outcome: 'allow' | 'review' | 'block';
  conditions: {
    rule: string;
    condition: string;
    expected: unknown;
    actual: unknown;
    held: boolean;
    because?: string;
  }[];
  score: { value: number; parts: { factor: string; points: number; because: string }[] };
}

export interface SignOff {
  personId: string;
  personName: string;
  /** The roles the person held when signing. */
  roles: Role[];
  /** The roles the person holds now; empty once they are no longer active. */
  rolesNow: Role[];
  verdict: 'approve' | 'reject';
  revision: number;
  knowingRepeat: boolean;
  /** Whether they had proved again, shortly before, who they are. */
  steppedUp: boolean;
  reason: string | null;
  note: string | null;
  at: Date;
}

export interface Execution {
  id: string;
  revision: number;
  state: ExecutionState;
  fence: number;
  attempts: number;
  result: string | null;
  error: string | null;
  readyAt: Date;
  intentAt: Date | null;
  finishedAt: Date | null;
  /** Approved and not begun, and its tool is stopped or its circuit is not closed: it waits for that. */
  parked: boolean;
  /** Who makes the call: a worker of ours, or the agent's own backend on a grant. */
  runner: Runner;
  grantedAt: Date | null;
  grantExpiresAt: Date | null;
  redeemedAt: Date | null;
}

/** Another ticket with the same tool call for the same subject. */
export interface Repeat {
  id: string;
  number: number;
  state: TicketState;
  createdAt: Date;
  executionState: ExecutionState | null;
  /** Its signers knew of the equal calls; null before its execution is readied. */
  knowingRepeat: boolean | null;
}

/** What a reviewer asked the customer, and nobody has answered yet. */
export interface OpenQuestion {
  id: string;
  text: string;
  at: Date;
}

/** What an agent added, which made a revision. */
export interface StoredContext {
  revision: number;
  /** JSON text, as `approvals/rules/context-body.ts` has it. */
  body: string;
  /** What a reviewer had asked; null where nobody had. */
  question: string | null;
  salt: Buffer;
}

export interface ProposalTexts {
  request: string | null;
  requestSalt: Buffer | null;
  evidence: string | null;
  evidenceSalt: Buffer | null;
  policy: string | null;
  /** Oldest first. */
  contexts: StoredContext[];
}

/** What a rule needs to decide about a ticket, read in one round trip. */
export interface CaseFile {
  /** The database's clock at the moment of reading. */
  now: Date;
  ticket: TicketHead;
  revision: Revision;
  signOffs: SignOff[];
  execution: Execution | null;
  agent: { id: string; name: string; ownerId: string; active: boolean };
  keyIssuerId: string;
  /** What it held of people is gone; arguments are `{}`, texts are empty. */
  erased: boolean;
  /** The first 240 characters of what was asked. */
  requestExcerpt: string;
  /** The proposal's texts, when they were asked for. Erased ones are null. */
  texts: ProposalTexts | null;
  claimedByName: string | null;
  question: OpenQuestion | null;
  repeats: Repeat[];
  /** Hundredths already approved today for the same tool, by currency. */
  sums: {
    customerDay: Record<string, bigint>;
    /** Null when it was not read, because no policy known then asked for it. */
    agentDay: Record<string, bigint> | null;
  };
  inForce: { routingPolicy: number; signOffPolicy: number; queuePolicy: number; tools: number };
}
