/** The shapes of the HTTP API that the console reads. Times are ISO 8601 UTC strings; ids are UUIDv7 strings. */

export type Role =
  | 'operator'
  | 'support_lead'
  | 'auditor'
  | 'admin'
  | 'product'
  | 'platform'
  | 'security'
  | 'legal'
  | 'search';

export interface SessionPerson {
  id: string;
  email: string;
  name: string;
  roles: Role[];
}

export interface Session {
  person: SessionPerson;
  csrfToken: string;
}

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

export type TicketState =
  | 'received'
  | 'auto_allowed'
  | 'pending_review'
  | 'approved'
  | 'rejected'
  | 'expired'
  | 'blocked'
  | 'withdrawn';

export type ExecutionState = 'ready' | 'claimed' | 'intent' | 'succeeded' | 'failed' | 'unknown' | 'revoked';

export type Verb = 'claim' | 'release' | 'approve' | 'reject' | 'revise' | 'escalate' | 'snooze';

export type Arguments = Record<string, unknown>;

export interface Execution {
  id: string;
  state: ExecutionState;
  attempts: number;
  result: unknown;
  error: string | null;
  readyAt: string;
  intentAt: string | null;
  finishedAt: string | null;
}

export interface TicketSummary {
  id: string;
  number: number;
  state: TicketState;
  revision: number;
  contentHash: string;
  queue: string | null;
  priority: 'urgent' | 'high' | 'normal' | 'low';
  riskScore: number;
  domain: string;
  customerRef: string | null;
  agent: { id: string; name: string };
  requestExcerpt: string;
  toolCall: { name: string; arguments: Arguments } | null;
  confidence: number | null;
  flags: string[];
  reasons: string[];
  signatures: { required: number; given: { personId: string; personName: string; role: Role }[] };
  claim: { personId: string; personName: string; until: string } | null;
  createdAt: string;
  dueAt: string | null;
  slaTargetSeconds: number;
  expiresAt: string;
  serverNow: string;
  allowedActions: Verb[];
  execution: Execution | null;
}

export interface TicketCounts {
  needsMySignature: number;
  mine: number;
  escalated: number;
  pending: number;
  unknown: number;
}

export interface Message {
  role: 'user' | 'assistant' | 'tool' | 'system';
  content: string;
}

export interface Evidence {
  id: string;
  title?: string | null;
  uri?: string | null;
  excerpt?: string | null;
  updatedAt?: string | null;
}

export interface Proposal {
  request: { text: string; conversation?: Message[]; customerRef?: string | null };
  domain: string;
  draft: { answer: string; confidence?: number | null; citations?: string[]; model?: string; promptVersion?: string };
  evidence?: Evidence[];
  policy?: Record<string, unknown>;
  toolCall?: { name: string; arguments: Arguments } | null;
}

export interface Draft {
  answer: string;
  confidence: number | null;
  citations: string[];
  model: string | null;
  promptVersion: string | null;
}

export interface TicketToolCall {
  name: string;
  arguments: Arguments;
  canonical: string;
  version: number | null;
  registered: boolean;
  changesWorld: boolean;
  retryClass: RetryClass | null;
  endpoint: string | null;
  endpointVersion: number | null;
  schema: JsonSchema | null;
  description: string | null;
}

export type RetryClass = 'idempotent' | 'queryable' | 'once';

export type JsonSchema = { [keyword: string]: unknown };

export interface Condition {
  rule: 'hard_block_if' | 'review_required_if' | 'auto_allow_if' | 'finding' | 'sign_off';
  condition: string;
  expected: unknown;
  actual: unknown;
  held: boolean;
  /** The sentence that came with a finding of ours, or with what holds an allowed one back. */
  because?: string;
}

export interface RoutingDecision {
  outcome: 'allow' | 'review' | 'block';
  policyVersion: number;
  conditions: Condition[];
  score: { value: number; parts: { factor: string; points: number; because: string }[] };
}

export interface SignOffRequirement {
  expression: unknown;
  because: string[];
  required: number;
  missing: { anyOf: Role[]; count: number }[];
  satisfied: boolean;
}

export interface SignOff {
  personId: string;
  personName: string;
  role: Role;
  verdict: 'approve' | 'reject';
  at: string;
  revision: number;
  reason: string | null;
  note: string | null;
  counts: boolean;
}

export interface Change {
  path: string;
  from: unknown;
  to: unknown;
}

export interface Revision {
  revision: number;
  madeBy: { type: 'agent' | 'person'; id: string; name: string };
  madeAt: string;
  note: string | null;
  contentHash: string;
  changes: Change[];
}

export interface CustomerSight {
  status: string;
  text: string;
}

export interface Ticket extends Omit<TicketSummary, 'toolCall'> {
  proposal: Proposal;
  draft: Draft;
  toolCall: TicketToolCall | null;
  signedContent: string;
  routingDecision: RoutingDecision;
  signOffRequirement: SignOffRequirement;
  signOffs: SignOff[];
  revisions: Revision[];
  duplicates: {
    id: string;
    number: number;
    state: TicketState;
    createdAt: string;
    executionState: ExecutionState | null;
  }[];
  customerHistory: {
    id: string;
    number: number;
    createdAt: string;
    domain: string;
    toolCall: { name: string; arguments: Arguments } | null;
    state: TicketState;
    executionState: ExecutionState | null;
  }[];
  customerView: { now: CustomerSight; whenDone: CustomerSight; ifRejected: CustomerSight };
  refusals: Partial<Record<Verb, { code: string; detail: string }>>;
}

/** What each verb takes. The server refuses a `revision` or `contentHash` that is not the current one. */
export interface VerbBody {
  claim: Record<string, never>;
  release: Record<string, never>;
  approve: { revision: number; contentHash: string; note?: string; knowingRepeat?: boolean };
  reject: { revision: number; contentHash: string; reason: string; note?: string };
  revise: {
    revision: number;
    contentHash: string;
    draft?: { answer: string };
    toolCall?: { name: string; arguments: Arguments };
    note?: string;
  };
  escalate: { note: string };
  snooze: { until: string };
}

export interface RejectReason {
  code: string;
  label: string;
}

export interface Approval {
  id: string;
  ticketId: string;
  ticketNumber: number;
  personId: string;
  personName: string;
  role: Role;
  verdict: 'approve' | 'reject';
  reason: string | null;
  note: string | null;
  at: string;
  revision: number;
  contentHash: string;
  counts: boolean;
  toolCall: { name: string; arguments: Arguments } | null;
  ticketState: TicketState;
  executionState: ExecutionState | null;
}

export interface AuditEntry {
  id: string;
  at: string;
  actor: { type: 'person' | 'agent' | 'system'; id: string | null; name: string | null };
  action: string;
  subject: string;
  payload: Record<string, unknown>;
  hash: string;
}

export interface Person extends SessionPerson {
  active: boolean;
  createdAt?: string;
}

export interface AgentKey {
  id: string;
  prefix: string;
  createdAt: string;
  revokedAt: string | null;
  lastUsedAt?: string | null;
}

export interface Agent {
  id: string;
  name: string;
  ownerId: string;
  ownerName: string;
  active: boolean;
  tools: string[] | null;
  domains: string[] | null;
  keys: AgentKey[];
}

export interface NewTool {
  name: string;
  description: string;
  schema: JsonSchema;
  endpoint: { url: string };
  retryClass: RetryClass;
  changesWorld: boolean;
  timeoutMs?: number;
}

export interface Tool extends NewTool {
  version: number;
  endpointVersion: number;
  signOff: string | null;
  createdAt: string;
}

export interface RegisteredTool extends Tool {
  /** Requests to the tool are signed with it; it is in this answer and in no other. */
  signingSecret?: string;
}

export interface PolicyVersion {
  version: number;
  document: unknown;
  createdAt: string;
  createdBy: string | null;
  active: boolean;
}

export interface FieldProblem {
  path: string;
  message: string;
}
