/** Written by `npm run openapi` from api/openapi.json. Do not edit. */

export interface ActorItem {
  type: 'person' | 'agent' | 'system';
  id: string | null;
  name: string;
}
export interface AuditEntryItem {
  id: string;
  at: string;
  actor: ActorItem;
  action: string;
  subject: string;
  /**
   * The number of that ticket
   */
  ticketNumber: number | null;
  payload: {
    [k: string]: unknown;
  };
  /**
   * RFC 8785 text whose SHA-256 is hash
   */
  canonical: string;
  hash: string;
}
export interface EntryProof {
  status: 'sealed';
  entryId: string;
  /**
   * SHA-256 of canonical; what a receipt holds
   */
  entryHash: string;
  /**
   * The bytes of the entry, as UTF-8 text
   */
  canonical: string;
  /**
   * Its place in the log, from 0
   */
  seq: number;
  /**
   * SHA-256 of 0x00 and the bytes
   */
  leafHash: string;
  /**
   * The size of the checkpoint’s tree
   */
  treeSize: number;
  /**
   * RFC 9162 §2.1.3: hex, nearest the leaf first
   */
  inclusion: string[];
  /**
   * The signed note
   */
  checkpoint: string;
}
export interface PendingProof {
  status: 'pending';
  entryId: string;
}
export interface CosignatureItem {
  /**
   * The name of its key
   */
  witness: string;
  keyHash: string;
  /**
   * By the clock of the witness
   */
  at: string;
}
export interface CheckpointItem {
  n: number;
  treeSize: number;
  /**
   * In the note it is base64
   */
  root: string;
  at: string;
  /**
   * The signed note with what witnesses cosigned: what to keep
   */
  note: string;
  /**
   * Those in the note
   */
  cosignatures: CosignatureItem[];
}
export interface CosignedNote {
  /**
   * The checkpoint’s note with one or more cosignatures under it
   */
  note: string;
}
export interface ConsistencyProof {
  from: number;
  to: number;
  /**
   * RFC 9162 §2.1.4: hex
   */
  proof: string[];
}
export interface PublicKeyItem {
  /**
   * What its signatures begin with
   */
  keyHash: string;
  name: string;
  status: 'signs' | 'retired';
  /**
   * Base64 of its 32 bytes
   */
  publicKey: string;
  /**
   * As C2SP signed-note writes it
   */
  verifierKey: string;
  /**
   * SPKI in PEM
   */
  pem: string;
}
export interface PublicKeyList {
  data: PublicKeyItem[];
}
export interface WitnessItem {
  id: string;
  name: string;
  verifierKey: string;
  addedBy: string;
  addedByName: string;
  addedAt: string;
  /**
   * Null while it is in force
   */
  endedAt: string | null;
  endedBy: string | null;
  /**
   * The largest tree that it cosigned
   */
  sawSize: number | null;
  sawAt: string | null;
}
export interface AddWitness {
  /**
   * name+hash+base64, as C2SP signed-note writes it, of a key that cosigns (0x04)
   */
  verifierKey: string;
}
export interface SignIn {
  /**
   * E-mail of the person
   */
  email: string;
  password: string;
  /**
   * Of the authenticator app, or a recovery code; for those who have one
   */
  code?: string;
}
export interface PersonAnswer {
  id: string;
  email: string;
  name: string;
  roles: (
    'operator' | 'support_lead' | 'auditor' | 'admin' | 'product' | 'platform' | 'security' | 'legal' | 'search'
  )[];
}
export interface SessionAnswer {
  person: PersonAnswer;
  /**
   * Send it as X-CSRF-Token with every unsafe request
   */
  csrfToken: string;
}
export interface Proof {
  password: string;
  /**
   * Of the authenticator app, or a recovery code; for those who have one
   */
  code?: string;
}
export interface SessionItem {
  id: string;
  /**
   * Whether it is the one that asks
   */
  current: boolean;
  /**
   * "Firefox on Windows"; empty when not known
   */
  device: string;
  createdAt: string;
  /**
   * The last request that was not a GET, to the minute
   */
  seenAt: string;
  expiresAt: string;
}
export interface SessionList {
  data: SessionItem[];
  nextCursor: string | null;
}
export interface ChangePassword {
  current: string;
  /**
   * At least 12 characters, of any kind
   */
  next: string;
}
export interface TotpAnswer {
  state: 'off' | 'unconfirmed' | 'on';
  /**
   * Whether this installation can keep secrets of apps
   */
  available: boolean;
  recoveryCodesLeft: number;
}
export interface PasswordProof {
  password: string;
}
export interface TotpEnrolment {
  /**
   * In base32, shown this once
   */
  secret: string;
  /**
   * otpauth: URI for a QR code
   */
  uri: string;
}
export interface TotpCode {
  code: string;
}
export interface TotpConfirmed {
  /**
   * Each counts once; shown this once
   */
  recoveryCodes: string[];
  /**
   * The session goes on under a new token
   */
  csrfToken: string;
}
export interface RecoveryCodes {
  /**
   * Each counts once; shown this once
   */
  recoveryCodes: string[];
}
export interface PersonItem {
  id: string;
  email: string;
  name: string;
  roles: (
    'operator' | 'support_lead' | 'auditor' | 'admin' | 'product' | 'platform' | 'security' | 'legal' | 'search'
  )[];
  active: boolean;
  createdAt: string;
}
export interface CreatePerson {
  email: string;
  name: string;
  /**
   * At least 12 characters
   */
  password: string;
  roles: (
    'operator' | 'support_lead' | 'auditor' | 'admin' | 'product' | 'platform' | 'security' | 'legal' | 'search'
  )[];
}
export interface ChangePerson {
  name?: string;
  roles?: (
    'operator' | 'support_lead' | 'auditor' | 'admin' | 'product' | 'platform' | 'security' | 'legal' | 'search'
  )[];
  active?: boolean;
  password?: string;
}
export interface AgentKeyItem {
  id: string;
  prefix: string;
  issuedBy: string;
  tools: string[] | null;
  domains: string[] | null;
  createdAt: string;
  revokedAt: string | null;
  /**
   * Set when it was rotated
   */
  expiresAt: string | null;
  /**
   * The last change asked for with it, to the minute
   */
  lastUsedAt: string | null;
  /**
   * The key whose place it took
   */
  replaces: string | null;
}
export interface AgentItem {
  id: string;
  name: string;
  ownerId: string;
  ownerName: string;
  active: boolean;
  tools: string[] | null;
  domains: string[] | null;
  createdAt: string;
  keys: AgentKeyItem[];
}
export interface CreateAgent {
  name: string;
  /**
   * Registered tools it may ask for; left out or null: all
   */
  tools?: string[] | null;
  /**
   * Domains it may propose in; left out or null: all
   */
  domains?: string[] | null;
}
export interface CreatedAgent {
  id: string;
  name: string;
  ownerId: string;
}
export interface IssueKey {
  /**
   * left out or null: all
   */
  tools?: string[] | null;
  /**
   * left out or null: all
   */
  domains?: string[] | null;
}
export interface IssuedKey {
  id: string;
  /**
   * Shown this once
   */
  key: string;
  prefix: string;
}
export interface RotateKey {
  /**
   * Until when the key that is replaced still works; at most 90 days ahead
   */
  until: string;
}
export interface Endpoint {
  url: string;
}
export interface PreconditionDto {
  name: string;
  /**
   * Read with GET; answers JSON
   */
  url: string;
  /**
   * Query parameter to the argument that fills it
   */
  query: {
    [k: string]: unknown;
  };
  /**
   * Fields that must not change before the call runs: names or JSON pointers
   *
   * @maxItems 16
   */
  watch:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  /**
   * Fields that are shown and signed, and may change
   *
   * @maxItems 16
   */
  show?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
}
export interface ToolStop {
  /**
   * The person who stopped it
   */
  by: string;
  byName: string;
  at: string;
  /**
   * Null once erased
   */
  reason: string | null;
  /**
   * Not this tool by itself: everything is stopped
   */
  everything: boolean;
}
export interface ToolItem {
  name: string;
  version: number;
  description: string;
  schema: {
    [k: string]: unknown;
  };
  endpoint: Endpoint;
  endpointVersion: number;
  retryClass: 'idempotent' | 'queryable' | 'once';
  changesWorld: boolean;
  timeoutMs: number;
  /**
   * Calls in flight per worker
   */
  maxInFlight: number;
  signOff: ('none' | null) | null;
  runner: 'countersign' | 'agent';
  /**
   * For runner agent
   */
  grantSeconds: number;
  preconditions: PreconditionDto[];
  createdAt: string;
  /**
   * The worst that any worker says; open parks its calls
   */
  circuit: 'closed' | 'open' | 'half_open';
  /**
   * Since when it is not closed
   */
  circuitSince: string | null;
  stopped: ToolStop | null;
  /**
   * Approved calls that wait for it to be running again, counted no further than 10,001
   */
  parked: number;
}
export interface RegisterTool {
  /**
   * JSON Schema (2020-12) of the arguments
   */
  schema: {
    [k: string]: unknown;
  };
  endpoint: Endpoint;
  /**
   * "none": runs without sign-off when routing allows it
   */
  signOff?: 'none' | null;
  /**
   * "agent": its own backend makes the call, on a signed grant; the endpoint is then not called
   */
  runner?: 'countersign' | 'agent';
  /**
   * Reads that must still hold at the run
   *
   * @maxItems 4
   */
  preconditions?:
    | []
    | [PreconditionDto]
    | [PreconditionDto, PreconditionDto]
    | [PreconditionDto, PreconditionDto, PreconditionDto]
    | [PreconditionDto, PreconditionDto, PreconditionDto, PreconditionDto];
  name: string;
  description: string;
  retryClass: 'idempotent' | 'queryable' | 'once';
  changesWorld: boolean;
  /**
   * Milliseconds; 10,000 when left out
   */
  timeoutMs?: number;
  /**
   * Calls in flight per worker; 16 when left out
   */
  maxInFlight?: number;
  /**
   * For runner agent: seconds a grant is good; 300 when left out
   */
  grantSeconds?: number;
}
export interface RegisteredTool {
  name: string;
  version: number;
  description: string;
  schema: {
    [k: string]: unknown;
  };
  endpoint: Endpoint;
  endpointVersion: number;
  retryClass: 'idempotent' | 'queryable' | 'once';
  changesWorld: boolean;
  timeoutMs: number;
  /**
   * Calls in flight per worker
   */
  maxInFlight: number;
  signOff: ('none' | null) | null;
  runner: 'countersign' | 'agent';
  /**
   * For runner agent
   */
  grantSeconds: number;
  preconditions: PreconditionDto[];
  createdAt: string;
  /**
   * Standard Webhooks secret that requests to the tool are signed with; shown this once
   */
  signingSecret: string;
}
export interface CheckTool {
  /**
   * JSON Schema (2020-12) of the arguments
   */
  schema: {
    [k: string]: unknown;
  };
  endpoint: Endpoint;
  /**
   * "none": runs without sign-off when routing allows it
   */
  signOff?: 'none' | null;
  /**
   * "agent": its own backend makes the call, on a signed grant; the endpoint is then not called
   */
  runner?: 'countersign' | 'agent';
  /**
   * Reads that must still hold at the run
   *
   * @maxItems 4
   */
  preconditions?:
    | []
    | [PreconditionDto]
    | [PreconditionDto, PreconditionDto]
    | [PreconditionDto, PreconditionDto, PreconditionDto]
    | [PreconditionDto, PreconditionDto, PreconditionDto, PreconditionDto];
  /**
   * Arguments to try: whether a proposal with these would be taken in
   */
  example?: {
    [k: string]: unknown;
  };
}
export interface FaultItem {
  path: string;
  message: string;
}
export interface CheckedToolAnswer {
  /**
   * Nothing when it can be registered
   */
  faults: FaultItem[];
}
export interface StopItem {
  /**
   * The person who stopped it
   */
  by: string;
  byName: string;
  at: string;
  /**
   * Null once erased
   */
  reason: string | null;
}
export interface StopState {
  /**
   * Null while nobody has stopped it
   */
  stopped: StopItem | null;
}
export interface StopReason {
  reason: string;
}
export interface PolicyItem {
  version: number;
  document: {
    [k: string]: unknown;
  };
  createdAt: string;
  createdBy: string | null;
  createdByName: string | null;
  /**
   * Whether this version is in force
   */
  active: boolean;
}
export interface CheckPolicy {
  /**
   * The whole document (docs/policies.md)
   */
  document: {
    [k: string]: unknown;
  };
}
export interface ExampleProposalItem {
  domain: string | null;
  confidence: number | null;
  policyDecision: string | null;
  piiLeakRisk: string | null;
  /**
   * The name of the tool it calls
   */
  toolCall: string | null;
  /**
   * What this document makes of it
   */
  outcome: 'allow' | 'review' | 'block';
}
export interface PolicyFindingItem {
  id: string;
  /**
   * An error is refused; a warning wants to be accepted
   */
  severity: 'error' | 'warning';
  kind:
    | 'invalid'
    | 'nobody'
    | 'nobody_for_all'
    | 'four_eyes'
    | 'one_missing'
    | 'one_person'
    | 'never_decides'
    | 'never_applies'
    | 'unknown_tool'
    | 'unsigned_tool'
    | 'unknown_argument'
    | 'never_allows'
    | 'never_reached'
    | 'overruled'
    | 'always_holds'
    | 'only_unknown'
    | 'asks_nothing'
    | 'still_signed'
    | 'unknown_domain';
  path: string;
  message: string;
  /**
   * What the sentence speaks of, in its order: names of people, roles, rules, tools and agents, or places of the document
   */
  names: string[];
  /**
   * A proposal that shows it
   */
  example: ExampleProposalItem | null;
  /**
   * The version in force has it too, so that it wants no accepting
   */
  standing: boolean;
}
export interface PolicyFindings {
  findings: PolicyFindingItem[];
}
export interface AddPolicy {
  /**
   * The whole document (docs/policies.md)
   */
  document: {
    [k: string]: unknown;
  };
  /**
   * The version it was written from, which must still be the newest
   */
  basedOn: number;
  /**
   * Ids of the warnings that whoever sends this has read
   *
   * @maxItems 100
   */
  accepted?: string[];
}
export interface AddedPolicy {
  /**
   * The newest one, when the document equals it
   */
  version: number;
}
export interface Erase {
  reason: string;
}
export interface ReceiptItem {
  /**
   * The audit entry of this decision
   */
  entryId: string;
  /**
   * 64 hex characters: SHA-256 of the entry’s canonical text
   */
  entryHash: string;
}
export interface ErasedItem {
  id: string;
  erased: true;
  /**
   * Salted digests of the texts that are gone
   */
  digests: string[];
  receipt: ReceiptItem;
}
export interface DocumentItem {
  id: string;
  title: string;
  uri: string | null;
  owner: string | null;
  reviewBy: string | null;
  /**
   * The day of reviewBy is over
   */
  stale: boolean;
  /**
   * The version in force
   */
  version: number;
  /**
   * When that version was made
   */
  updatedAt: string;
}
export interface DocumentVersionItem {
  version: number;
  title: string;
  /**
   * SHA-256 of the content, in hex
   */
  sha256: string;
  passages: number;
  /**
   * `person:<id>` or `system`
   */
  createdBy: string;
  createdByName: string | null;
  createdAt: string;
}
export interface PassageOfDocument {
  /**
   * The citation that means it for ever
   */
  id: string;
  number: number;
  heading: string | null;
  /**
   * Its heading as a citation names it
   */
  anchor: string | null;
  text: string;
}
export interface DocumentAnswer {
  id: string;
  title: string;
  uri: string | null;
  owner: string | null;
  reviewBy: string | null;
  /**
   * The day of reviewBy is over
   */
  stale: boolean;
  /**
   * The version in force
   */
  version: number;
  /**
   * When that version was made
   */
  updatedAt: string;
  /**
   * Newest first, 200 at most
   */
  versions: DocumentVersionItem[];
  /**
   * The version whose passages these are
   */
  shown: number;
  passages: PassageOfDocument[];
}
export interface PutDocument {
  id: string;
  title: string;
  /**
   * Plain text or Markdown; its headings begin passages
   */
  content: string;
  uri?: string | null;
  /**
   * Who sees that it stays true
   */
  owner?: string | null;
  /**
   * The last day on which it may go unreviewed
   */
  reviewBy?: string | null;
}
export interface PutAnswer {
  id: string;
  /**
   * The version in force
   */
  version: number;
  came: 'added' | 'new_version' | 'described' | 'unchanged';
}
export interface FoundPassage {
  /**
   * The citation that means it for ever
   */
  id: string;
  documentId: string;
  version: number;
  versionInForce: number;
  number: number;
  title: string;
  heading: string | null;
  text: string;
  uri: string | null;
  owner: string | null;
  reviewBy: string | null;
  /**
   * When its version was made
   */
  updatedAt: string;
  /**
   * Whole days since then
   */
  ageDays: number;
  /**
   * The document’s review date is over
   */
  stale: boolean;
  /**
   * There is a newer version
   */
  superseded: boolean;
  /**
   * Compares within one answer to `q` only
   */
  score: number | null;
  /**
   * Which of `citation` it is
   */
  cited: string | null;
}
export interface PassageItem {
  /**
   * The citation that means it for ever
   */
  id: string;
  documentId: string;
  version: number;
  versionInForce: number;
  number: number;
  title: string;
  heading: string | null;
  text: string;
  uri: string | null;
  owner: string | null;
  reviewBy: string | null;
  /**
   * When its version was made
   */
  updatedAt: string;
  /**
   * Whole days since then
   */
  ageDays: number;
  /**
   * The document’s review date is over
   */
  stale: boolean;
  /**
   * There is a newer version
   */
  superseded: boolean;
}
export interface UserMessageDto {
  /**
   * How it stands, why, and what the user can do
   */
  text: string;
  language: 'en' | 'ko';
}
export interface TicketInAnswer {
  id: string;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  queue: string | null;
  revision: number;
  dueAt: string | null;
  expiresAt: string;
  flags: string[];
  /**
   * Why a person refused it: a code of their list
   */
  rejectReason: string | null;
}
export interface GrantItem {
  expiresAt: string;
  redeemedAt: string | null;
}
export interface ExecutionItem {
  id: string;
  state: 'ready' | 'claimed' | 'intent' | 'granted' | 'succeeded' | 'failed' | 'unknown' | 'revoked';
  /**
   * Calls that were sent
   */
  attempts: number;
  /**
   * What the tool answered
   */
  result: {
    [k: string]: unknown;
  } | null;
  error: string | null;
  readyAt: string;
  intentAt: string | null;
  finishedAt: string | null;
  /**
   * Approved, and waits for its tool to be running again
   */
  parked: boolean;
  /**
   * Who makes the call
   */
  runner: 'countersign' | 'agent';
  /**
   * For runner agent, once it is granted
   */
  grant: GrantItem | null;
}
export interface QuestionInAnswer {
  text: string;
  askedAt: string;
}
export interface ProposalAnswerDto {
  id: string;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  /**
   * Empty unless status is ok
   */
  answer: string;
  confidence: number | null;
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE') | null;
  nextAction: ('retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc') | null;
  citations: string[];
  /**
   * The same for the user, in words
   */
  message: UserMessageDto;
  ticket: TicketInAnswer;
  execution: ExecutionItem | null;
  /**
   * There while a reviewer’s question to the customer is open; POST /v1/proposals/{id}/context answers it
   */
  question?: QuestionInAnswer;
  /**
   * There when the texts were erased
   */
  erased?: boolean;
}
export interface TicketOnCard {
  id: string;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  revision: number;
  dueAt: string | null;
}
export interface SourceOnCard {
  /**
   * As the draft cites it
   */
  citation: string;
  title: string;
  heading: string | null;
  /**
   * Only of a web page
   */
  uri: string | null;
  /**
   * Only where status is ok
   */
  text: string | null;
  updatedAt: string | null;
}
export interface CardAnswerDto {
  id: string;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  /**
   * Empty unless status is ok
   */
  answer: string;
  confidence: number | null;
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE') | null;
  nextAction: ('retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc') | null;
  citations: string[];
  /**
   * The same for the user, in words
   */
  message: UserMessageDto;
  /**
   * There while a reviewer’s question to the customer is open; POST /v1/proposals/{id}/context answers it
   */
  question?: QuestionInAnswer;
  ticket: TicketOnCard;
  /**
   * What the citations name, in their order
   */
  sources: SourceOnCard[];
}
export interface Message {
  role: 'user' | 'assistant' | 'tool' | 'system';
  content: string;
}
export interface ProposalRequest {
  /**
   * What the customer asks
   */
  text: string;
  /**
   * The conversation so far, oldest first
   *
   * @maxItems 512
   */
  conversation?: Message[];
  customerRef?: string | null;
}
export interface ProposalDraft {
  /**
   * The answer the agent would give; may be empty
   */
  answer: string;
  /**
   * What the model says of itself; left out is null, never a default
   */
  confidence?: number | null;
  /**
   * Ids of evidence
   *
   * @maxItems 100
   */
  citations?: string[];
  model?: string | null;
  promptVersion?: string | null;
}
export interface ProposalEvidence {
  id: string;
  title?: string | null;
  uri?: string | null;
  excerpt?: string | null;
  updatedAt?: string | null;
}
export interface ProposalPolicy {
  decision?: string | null;
  piiLeakRisk?: string | null;
}
export interface ProposalToolCall {
  name: string;
  arguments: {
    [k: string]: unknown;
  };
}
export interface NewProposal {
  request: ProposalRequest;
  domain: string;
  draft: ProposalDraft;
  /**
   * @maxItems 200
   */
  evidence?: ProposalEvidence[];
  policy?: ProposalPolicy | null;
  toolCall?: ProposalToolCall | null;
  /**
   * An earlier end than the sign-off policy sets: after it, an answer is of no use
   */
  expiresInSeconds?: number | null;
}
export interface TakenInAnswer {
  id: string;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  /**
   * Empty unless status is ok
   */
  answer: string;
  confidence: number | null;
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE') | null;
  nextAction: ('retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc') | null;
  citations: string[];
  /**
   * The same for the user, in words
   */
  message: UserMessageDto;
  ticket: TicketInAnswer;
  execution: ExecutionItem | null;
  /**
   * There while a reviewer’s question to the customer is open; POST /v1/proposals/{id}/context answers it
   */
  question?: QuestionInAnswer;
  /**
   * There when the texts were erased
   */
  erased?: boolean;
  /**
   * That it was received
   */
  receipt: ReceiptItem;
}
export interface WidgetTokenAnswer {
  /**
   * A JWT for this proposal alone, as Bearer
   */
  token: string;
  expiresAt: string;
}
export interface WithdrawnAnswer {
  id: string;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  /**
   * Empty unless status is ok
   */
  answer: string;
  confidence: number | null;
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE') | null;
  nextAction: ('retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc') | null;
  citations: string[];
  /**
   * The same for the user, in words
   */
  message: UserMessageDto;
  ticket: TicketInAnswer;
  execution: ExecutionItem | null;
  /**
   * There while a reviewer’s question to the customer is open; POST /v1/proposals/{id}/context answers it
   */
  question?: QuestionInAnswer;
  /**
   * There when the texts were erased
   */
  erased?: boolean;
  receipt: ReceiptItem;
}
export interface NewQuestion {
  request: ProposalRequest;
  /**
   * Left out, it is guessed by the words of the question; `unknown` when they say nothing
   */
  domain?: string | null;
}
export interface PromptPrice {
  model: string;
  /**
   * Millionths of a US dollar for a million tokens read
   */
  inputMicros: number;
  /**
   * The same for a million tokens written
   */
  outputMicros: number;
}
export interface PromptItem {
  version: number;
  instructions: string;
  model: string;
  fallbackModel: string | null;
  maxOutputTokens: number;
  logprobs: boolean;
  prices: PromptPrice[];
  createdAt: string;
  createdBy: string | null;
  createdByName: string | null;
  /**
   * Whether this version is in force
   */
  active: boolean;
}
export interface AddPrompt {
  /**
   * What the model is told
   */
  instructions: string;
  model: string;
  /**
   * Asked when the first one can’t be had
   */
  fallbackModel?: string | null;
  maxOutputTokens: number;
  /**
   * Asks for log-probabilities, which some models refuse; yes when left out
   */
  logprobs?: boolean;
  /**
   * Of each model that is named
   *
   * @maxItems 10
   */
  prices:
    | []
    | [PromptPrice]
    | [PromptPrice, PromptPrice]
    | [PromptPrice, PromptPrice, PromptPrice]
    | [PromptPrice, PromptPrice, PromptPrice, PromptPrice]
    | [PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice]
    | [PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice]
    | [PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice]
    | [PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice, PromptPrice]
    | [
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice
      ]
    | [
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice,
        PromptPrice
      ];
  /**
   * The version it was written from, which must still be the newest
   */
  basedOn: number;
}
export interface AddedPrompt {
  /**
   * The newest one, when the prompt equals it
   */
  version: number;
}
export interface AgentRef {
  id: string;
  name: string;
}
export interface ToolCallRef {
  name: string;
  arguments: {
    [k: string]: unknown;
  };
}
export interface Signature {
  personId: string;
  personName: string;
  role: string;
}
export interface Signatures {
  required: number;
  given: Signature[];
}
export interface ClaimRef {
  personId: string;
  personName: string;
  until: string;
}
export interface TicketSummary {
  id: string;
  /**
   * Shown as T-123
   */
  number: number;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  revision: number;
  /**
   * 64 hex characters: what a sign-off binds itself to
   */
  contentHash: string;
  queue: string | null;
  priority: 'urgent' | 'high' | 'normal' | 'low';
  riskScore: number;
  domain: string;
  customerRef: string | null;
  agent: AgentRef;
  /**
   * The first 240 characters of what was asked, personal data masked
   */
  requestExcerpt: string;
  /**
   * What it held of people was erased
   */
  erased?: boolean;
  toolCall: ToolCallRef | null;
  confidence: number | null;
  flags: string[];
  /**
   * Why it came to people, in words
   */
  reasons: string[];
  signatures: Signatures;
  claim: ClaimRef | null;
  createdAt: string;
  dueAt: string | null;
  slaTargetSeconds: number | null;
  /**
   * Since when the customer is asked; null unless a question is open
   */
  askedAt: string | null;
  /**
   * What is left of the target while a question is open
   */
  slaLeftSeconds: number | null;
  /**
   * Ends this revision and its sign-offs
   */
  expiresAt: string;
  resolvedAt: string | null;
  /**
   * The database’s clock: count down from this
   */
  serverNow: string;
  /**
   * What I may do now
   */
  allowedActions: (
    | 'claim'
    | 'release'
    | 'approve'
    | 'reject'
    | 'revoke'
    | 'revise'
    | 'ask'
    | 'escalate'
    | 'snooze'
    | 'hand_over'
    | 'erase'
  )[];
  execution: ExecutionItem | null;
}
export interface TicketCounts {
  /**
   * Each counted no further than 10,001
   */
  needsMySignature: number;
  mine: number;
  escalated: number;
  /**
   * Waiting for people
   */
  pending: number;
  /**
   * Waiting for customers whom a reviewer asked
   */
  asked: number;
  unknown: number;
}
export interface TicketPrecondition {
  name: string;
  url: string;
  watch: string[];
  show: string[];
}
export interface TicketToolCall {
  name: string;
  /**
   * With the keys in the order they were submitted
   */
  arguments: {
    [k: string]: unknown;
  };
  /**
   * RFC 8785 text of the arguments: the very text that is hashed and sent
   */
  canonical: string;
  version: number | null;
  registered: boolean;
  changesWorld: boolean;
  retryClass: string | null;
  /**
   * Who makes the call
   */
  runner: 'countersign' | 'agent';
  endpoint: string | null;
  endpointVersion: number | null;
  schema: {
    [k: string]: unknown;
  } | null;
  description: string | null;
  /**
   * What must still hold when it runs
   */
  preconditions: TicketPrecondition[];
}
export interface Missing {
  anyOf: string[];
  count: number;
}
export interface SignOffRequirement {
  /**
   * AND, OR and N-of over roles; null when none is needed
   */
  expression: {
    [k: string]: unknown;
  } | null;
  because: string[];
  /**
   * Why approving takes a step-up; empty when it does not
   */
  stepUp: string[];
  /**
   * Different people needed
   */
  required: number;
  missing: Missing[];
  satisfied: boolean;
}
export interface SignOffItem {
  personId: string;
  personName: string;
  role: string;
  verdict: 'approve' | 'reject';
  at: string;
  revision: number;
  /**
   * Whether they had proved again, shortly before, who they are
   */
  steppedUp: boolean;
  reason: string | null;
  note: string | null;
  /**
   * False once a later revision made it void
   */
  counts: boolean;
}
export interface TicketDraft {
  answer: string;
  confidence: number | null;
  citations: string[];
  model: string | null;
  promptVersion: string | null;
}
export interface TicketObservation {
  asOf: string;
  /**
   * By precondition: {watch: {field: value}, show: {field: value}}
   */
  seen: {
    [k: string]: unknown;
  };
}
export interface PolicyCondition {
  rule: 'hard_block_if' | 'review_required_if' | 'auto_allow_if' | 'finding' | 'sign_off';
  condition: string;
  /**
   * Any JSON
   */
  expected:
    | (
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
      )
    | null;
  /**
   * Any JSON
   */
  actual:
    | (
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
      )
    | null;
  held: boolean;
  because?: string;
}
export interface ScorePart {
  factor: string;
  points: number;
  because: string;
}
export interface Score {
  value: number;
  parts: ScorePart[];
}
export interface RoutingDecisionItem {
  outcome: 'allow' | 'review' | 'block';
  policyVersion: number;
  conditions: PolicyCondition[];
  score: Score;
}
export interface MadeBy {
  /**
   * system: an approval that was sent back before it ran
   */
  type: 'agent' | 'person' | 'system';
  id: string | null;
  name: string;
}
export interface RevisionChange {
  path: string;
  /**
   * Any JSON
   */
  from: {
    [k: string]: unknown;
  } | null;
  /**
   * Any JSON
   */
  to: {
    [k: string]: unknown;
  } | null;
}
export interface RevisionItem {
  revision: number;
  madeBy: MadeBy;
  madeAt: string;
  note: string | null;
  contentHash: string;
  changes: RevisionChange[];
}
export interface NoteItem {
  personId: string;
  personName: string;
  body: string | null;
  at: string;
}
export interface AskedQuestion {
  id: string;
  revision: number;
  personId: string;
  personName: string;
  /**
   * Null once erased
   */
  text: string | null;
  at: string;
}
export interface ContextItem {
  /**
   * The revision that it made
   */
  revision: number;
  /**
   * {text, conversation?, evidence?} as it was sent, and where the draft of this revision is a new one, `draft`: `agent` or `countersign`. Of the evidence the last `found` are passages that Countersign found for it. Null once erased
   */
  body: {
    [k: string]: unknown;
  } | null;
  at: string;
}
export interface QuestionItem {
  question: AskedQuestion | null;
  answer: ContextItem | null;
}
export interface RelatedTicket {
  id: string;
  number: number;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  createdAt: string;
  executionState: string | null;
}
export interface PastTicket {
  id: string;
  number: number;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  createdAt: string;
  executionState: string | null;
  domain: string;
  toolCall: ToolCallRef | null;
}
export interface CustomerSees {
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  /**
   * The answer that the agent gets; empty means it gets none
   */
  text: string;
}
export interface CustomerView {
  now: CustomerSees;
  whenDone: CustomerSees;
  ifRejected: CustomerSees;
}
export interface TicketErasure {
  at: string;
  byName: string;
  reason: string;
}
export interface Ticket {
  id: string;
  /**
   * Shown as T-123
   */
  number: number;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  revision: number;
  /**
   * 64 hex characters: what a sign-off binds itself to
   */
  contentHash: string;
  queue: string | null;
  priority: 'urgent' | 'high' | 'normal' | 'low';
  riskScore: number;
  domain: string;
  customerRef: string | null;
  agent: AgentRef;
  /**
   * The first 240 characters of what was asked, personal data masked
   */
  requestExcerpt: string;
  /**
   * What it held of people was erased
   */
  erased?: boolean;
  toolCall: TicketToolCall | null;
  confidence: number | null;
  flags: string[];
  /**
   * Why it came to people, in words
   */
  reasons: string[];
  signatures: Signatures;
  claim: ClaimRef | null;
  createdAt: string;
  dueAt: string | null;
  slaTargetSeconds: number | null;
  /**
   * Since when the customer is asked; null unless a question is open
   */
  askedAt: string | null;
  /**
   * What is left of the target while a question is open
   */
  slaLeftSeconds: number | null;
  /**
   * Ends this revision and its sign-offs
   */
  expiresAt: string;
  resolvedAt: string | null;
  /**
   * The database’s clock: count down from this
   */
  serverNow: string;
  /**
   * What I may do now
   */
  allowedActions: (
    | 'claim'
    | 'release'
    | 'approve'
    | 'reject'
    | 'revoke'
    | 'revise'
    | 'ask'
    | 'escalate'
    | 'snooze'
    | 'hand_over'
    | 'erase'
  )[];
  execution: ExecutionItem | null;
  signOffRequirement: SignOffRequirement;
  signOffs: SignOffItem[];
  /**
   * Why an action is not allowed: {action: {code, detail}}
   */
  refusals: {
    [k: string]: unknown;
  };
  /**
   * The proposal as it was taken in
   */
  proposal: {
    [k: string]: unknown;
  };
  draft: TicketDraft;
  /**
   * What was seen; null while nothing was
   */
  observation: TicketObservation | null;
  /**
   * Canonical JSON whose SHA-256 is contentHash
   */
  signedContent: string;
  routingDecision: RoutingDecisionItem;
  revisions: RevisionItem[];
  notes: NoteItem[];
  /**
   * What was asked of the customer, and answered; and what the agent added unasked
   */
  exchange: QuestionItem[];
  duplicates: RelatedTicket[];
  customerHistory: PastTicket[];
  customerView: CustomerView;
  /**
   * Who erased what it held of people, and why
   */
  erasure: TicketErasure | null;
}
export interface TicketDecision {
  id: string;
  /**
   * Shown as T-123
   */
  number: number;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  revision: number;
  /**
   * 64 hex characters: what a sign-off binds itself to
   */
  contentHash: string;
  queue: string | null;
  priority: 'urgent' | 'high' | 'normal' | 'low';
  riskScore: number;
  domain: string;
  customerRef: string | null;
  agent: AgentRef;
  /**
   * The first 240 characters of what was asked, personal data masked
   */
  requestExcerpt: string;
  /**
   * What it held of people was erased
   */
  erased?: boolean;
  toolCall: ToolCallRef | null;
  confidence: number | null;
  flags: string[];
  /**
   * Why it came to people, in words
   */
  reasons: string[];
  signatures: Signatures;
  claim: ClaimRef | null;
  createdAt: string;
  dueAt: string | null;
  slaTargetSeconds: number | null;
  /**
   * Since when the customer is asked; null unless a question is open
   */
  askedAt: string | null;
  /**
   * What is left of the target while a question is open
   */
  slaLeftSeconds: number | null;
  /**
   * Ends this revision and its sign-offs
   */
  expiresAt: string;
  resolvedAt: string | null;
  /**
   * The database’s clock: count down from this
   */
  serverNow: string;
  /**
   * What I may do now
   */
  allowedActions: (
    | 'claim'
    | 'release'
    | 'approve'
    | 'reject'
    | 'revoke'
    | 'revise'
    | 'ask'
    | 'escalate'
    | 'snooze'
    | 'hand_over'
    | 'erase'
  )[];
  execution: ExecutionItem | null;
  signOffRequirement: SignOffRequirement;
  signOffs: SignOffItem[];
  /**
   * Why an action is not allowed: {action: {code, detail}}
   */
  refusals: {
    [k: string]: unknown;
  };
  receipt: ReceiptItem;
}
export interface Ask {
  /**
   * What the customer reads
   */
  question: string;
}
export interface Escalate {
  /**
   * What the leads should know
   */
  note: string;
}
export interface HandOver {
  /**
   * Back to a queue, for anybody
   */
  queue?: 'human_review' | 'leads';
  /**
   * To a person who may work on it, for half an hour
   */
  personId?: string;
  /**
   * What they should know
   */
  note?: string | null;
}
export interface Snooze {
  /**
   * Until when; at most until it is due
   */
  until: string;
}
export interface SavedFilterItem {
  id: string;
  name: string;
  view: 'signature' | 'mine' | 'escalated' | 'pending' | 'asked' | 'unknown' | 'all';
  narrow: {
    [k: string]: string;
  };
  shared: boolean;
  ownerId: string;
  ownerName: string;
  /**
   * Whether you may remove it
   */
  removable: boolean;
}
export interface SaveFilter {
  name: string;
  view: 'signature' | 'mine' | 'escalated' | 'pending' | 'asked' | 'unknown' | 'all';
  /**
   * Filters of GET /v1/tickets by their names, each with one text
   */
  narrow: {
    [k: string]: unknown;
  };
  /**
   * Everybody sees it; support leads only
   */
  shared?: boolean;
}
export interface PastDecision {
  personId: string;
  personName: string;
  verdict: 'approve' | 'reject';
  /**
   * A code of /v1/reject-reasons
   */
  reason: string | null;
}
export interface SimilarCase {
  id: string;
  number: number;
  state: 'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  createdAt: string;
  executionState: string | null;
  domain: string;
  toolCall: ToolCallRef | null;
  resolvedAt: string | null;
  flags: string[];
  decisions: PastDecision[];
}
export interface SimilarCaseList {
  /**
   * Six at most, the most alike first
   */
  data: SimilarCase[];
  /**
   * How many that were like it were approved; of 200 compared at most
   */
  approved: number;
  rejected: number;
}
export interface Approve {
  /**
   * The revision that was shown
   */
  revision: number;
  /**
   * The contentHash that was shown
   */
  contentHash: string;
  note?: string | null;
  /**
   * Signs a repeat of a tool call that is made or pending
   */
  knowingRepeat?: boolean;
}
export interface Reject {
  /**
   * The revision that was shown
   */
  revision: number;
  /**
   * The contentHash that was shown
   */
  contentHash: string;
  /**
   * A code that /v1/reject-reasons offers
   */
  reason: string;
  note?: string | null;
}
export interface Revoke {
  /**
   * The revision that was shown
   */
  revision: number;
  /**
   * The contentHash that was shown
   */
  contentHash: string;
  /**
   * Why, for whoever looks at it next
   */
  note: string;
}
export interface EditedDraft {
  answer: string;
  /**
   * @maxItems 100
   */
  citations?: string[];
  /**
   * What the model said of itself: may be sent along, as it was
   */
  confidence?: number | null;
  /**
   * What the model said of itself: may be sent along, as it was
   */
  model?: string | null;
  /**
   * What the model said of itself: may be sent along, as it was
   */
  promptVersion?: string | null;
}
export interface EditedToolCall {
  /**
   * The same tool; another one takes a new proposal
   */
  name?: string;
  arguments: {
    [k: string]: unknown;
  };
}
export interface Revise {
  /**
   * The revision that was shown
   */
  revision: number;
  /**
   * The contentHash that was shown
   */
  contentHash: string;
  draft?: EditedDraft;
  toolCall?: EditedToolCall;
  note?: string | null;
}
export interface AddedContext {
  /**
   * What the customer answered
   */
  text: string;
  /**
   * What was said since, oldest first
   *
   * @maxItems 512
   */
  conversation?: Message[];
  /**
   * Evidence besides what was given
   *
   * @maxItems 200
   */
  evidence?: ProposalEvidence[];
  /**
   * The answer the agent would give now
   */
  draft?: ProposalDraft;
  /**
   * The tool call it would ask for now
   */
  toolCall?: ProposalToolCall;
}
export interface AnswerWithContext {
  id: string;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  /**
   * Empty unless status is ok
   */
  answer: string;
  confidence: number | null;
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE') | null;
  nextAction: ('retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc') | null;
  citations: string[];
  /**
   * The same for the user, in words
   */
  message: UserMessageDto;
  ticket: TicketInAnswer;
  execution: ExecutionItem | null;
  /**
   * There while a reviewer’s question to the customer is open; POST /v1/proposals/{id}/context answers it
   */
  question?: QuestionInAnswer;
  /**
   * There when the texts were erased
   */
  erased?: boolean;
  receipt: ReceiptItem;
}
export interface RejectReasonItem {
  /**
   * What the agent is told
   */
  code: string;
  /**
   * What people choose
   */
  label: string;
}
export interface RejectReasonList {
  version: number;
  /**
   * What is offered, in this order
   */
  data: RejectReasonItem[];
  /**
   * What was offered once
   */
  archived: RejectReasonItem[];
}
export interface ChangeRejectReasons {
  /**
   * The version that this was made from
   */
  version: number;
  /**
   * The whole list; what is left out is archived
   *
   * @maxItems 30
   */
  reasons: RejectReasonItem[];
}
export interface ApprovalItem {
  id: string;
  ticketId: string;
  ticketNumber: number;
  personId: string;
  personName: string;
  role: string;
  verdict: 'approve' | 'reject';
  reason: string | null;
  note: string | null;
  at: string;
  revision: number;
  contentHash: string;
  /**
   * False once a later revision made it void
   */
  counts: boolean;
  toolCall: ToolCallRef | null;
  ticketState: string;
  executionState: string | null;
}
export interface DecisionAmount {
  /**
   * Minor units, in digits
   */
  minor: string;
  /**
   * ISO 4217
   */
  currency: string;
}
export interface DecisionSignature {
  personId: string;
  personName: string;
  roles: string[];
  verdict: 'approve' | 'reject';
  reason: string | null;
  note: string | null;
  at: string;
}
export interface DecisionItem {
  ticketId: string;
  ticketNumber: number;
  decidedAt: string;
  proposedAt: string;
  ticketState:
    'received' | 'pending_review' | 'approved' | 'auto_allowed' | 'rejected' | 'expired' | 'blocked' | 'withdrawn';
  executionState: string | null;
  finishedAt: string | null;
  revision: number;
  contentHash: string;
  routingPolicyVersion: number;
  signOffPolicyVersion: number;
  agent: AgentRef;
  toolCall: ToolCallRef | null;
  /**
   * What the call moves, where that can be read
   */
  amount: DecisionAmount | null;
  /**
   * The signatures of the revision that stands
   */
  signatures: DecisionSignature[];
  /**
   * What it held of people was erased
   */
  erased: boolean;
}
export interface GrantAnswer {
  executionId: string;
  /**
   * A JWT signed with Ed25519; its claims are in docs/grants.md
   */
  grant: string;
  expiresAt: string;
}
export interface ReportOutcome {
  executionId: string;
  state: 'succeeded' | 'failed';
  /**
   * What the tool answered
   */
  result?: {
    [k: string]: unknown;
  } | null;
}
export interface Redeem {
  /**
   * The grant as the agent brought it
   */
  grant: string;
}
export interface RedeemAnswer {
  executionId: string;
  ticketId: string;
  redeemedAt: string;
}
export interface PublishedKey {
  kty: string;
  crv: string;
  x: string;
  /**
   * RFC 7638 thumbprint
   */
  kid: string;
  use: string;
  alg: string;
}
export interface PublishedKeys {
  keys: PublishedKey[];
}
export interface ProposedOutcome {
  personId: string;
  personName: string;
  outcome: 'succeeded' | 'failed';
  /**
   * Null once erased
   */
  evidence: string | null;
  at: string;
}
export interface LookUpItem {
  askedBy: string;
  askedByName: string;
  askedAt: string;
  answeredAt: string | null;
  answer: string | null;
}
export interface ExecutionSummary {
  id: string;
  ticketId: string;
  ticketNumber: number;
  revision: number;
  tool: string;
  toolVersion: number;
  retryClass: 'idempotent' | 'queryable' | 'once';
  /**
   * Personal data is masked
   */
  arguments: {
    [k: string]: unknown;
  };
  customerRef: string | null;
  state: string;
  attempts: number;
  error: string | null;
  readyAt: string;
  intentAt: string | null;
  finishedAt: string | null;
  /**
   * What one person says, while another has to
   */
  proposed: ProposedOutcome | null;
  /**
   * The last time somebody had the provider asked
   */
  lookUp: LookUpItem | null;
  /**
   * What you may do about an unknown outcome
   */
  allowedActions: ('resolve' | 'look_up')[];
}
export interface LookUpAsked {
  /**
   * A worker asks; see `lookUp` in `GET /v1/executions`
   */
  lookUp: 'asked';
}
export interface Resolve {
  outcome: 'succeeded' | 'failed';
  evidence: string;
}
export interface Resolved {
  /**
   * Confirmed: the outcome is known now
   */
  resolution: 'proposed' | 'confirmed';
  ticketId: string;
  receipt: ReceiptItem;
}
export interface LastMessage {
  event:
    | 'ticket.breached'
    | 'ticket.expired'
    | 'execution.unknown'
    | 'execution.failed'
    | 'circuit.opened'
    | 'circuit.closed'
    | 'kill_switch.stopped'
    | 'kill_switch.resumed'
    | 'change.filed'
    | 'change.approved';
  at: string;
  delivered: boolean;
  error: string | null;
}
export interface ChannelItem {
  id: string;
  name: string;
  kind: 'webhook' | 'email';
  format: ('standard' | 'slack') | null;
  /**
   * Of a webhook’s URL, whose rest is not answered
   */
  host: string | null;
  /**
   * E-mail addresses
   */
  recipients: string[] | null;
  language: ('en' | 'ko') | null;
  events: (
    | 'ticket.breached'
    | 'ticket.expired'
    | 'execution.unknown'
    | 'execution.failed'
    | 'circuit.opened'
    | 'circuit.closed'
    | 'kill_switch.stopped'
    | 'kill_switch.resumed'
    | 'change.filed'
    | 'change.approved'
  )[];
  active: boolean;
  last: LastMessage | null;
  /**
   * Messages yet to be sent, counted no further than 1,001
   */
  waiting: number;
  createdAt: string;
  /**
   * From then on it is told of nothing
   */
  endedAt: string | null;
}
export interface MessageItem {
  id: string;
  event:
    | 'ticket.breached'
    | 'ticket.expired'
    | 'execution.unknown'
    | 'execution.failed'
    | 'circuit.opened'
    | 'circuit.closed'
    | 'kill_switch.stopped'
    | 'kill_switch.resumed'
    | 'change.filed'
    | 'change.approved';
  /**
   * A ticket or a tool; null for everything
   */
  what: string | null;
  ticketId: string | null;
  /**
   * When it happened
   */
  at: string;
  state: 'waiting' | 'delivered' | 'given_up';
  /**
   * How often it was sent
   */
  attempts: number;
  /**
   * When it was delivered or given up
   */
  settledAt: string | null;
  /**
   * Why it was not delivered, when it was last tried
   */
  error: string | null;
}
export interface CreateChannel {
  name: string;
  /**
   * webhook unless it is said: with format and url; email: with recipients and language
   */
  kind?: 'webhook' | 'email';
  /**
   * slack: {text}; standard: {type, timestamp, data}
   */
  format?: 'standard' | 'slack';
  /**
   * Written and never answered: it may hold a token
   */
  url?: string;
  /**
   * E-mail addresses
   *
   * @maxItems 20
   */
  recipients?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  /**
   * In which mails are written
   */
  language?: 'en' | 'ko';
  /**
   * Actions of the audit log that it is told of
   */
  events: (
    | 'ticket.breached'
    | 'ticket.expired'
    | 'execution.unknown'
    | 'execution.failed'
    | 'circuit.opened'
    | 'circuit.closed'
    | 'kill_switch.stopped'
    | 'kill_switch.resumed'
    | 'change.filed'
    | 'change.approved'
  )[];
}
export interface CreatedChannel {
  id: string;
  /**
   * Standard Webhooks secret that signs what is sent, shown this once; null of a mailbox
   */
  secret: string | null;
}
export interface ChangeChannel {
  name?: string;
  /**
   * Messages that wait go there, too
   */
  url?: string;
  /**
   * All of them; messages that wait go to them, too
   *
   * @maxItems 20
   */
  recipients?:
    | []
    | [string]
    | [string, string]
    | [string, string, string]
    | [string, string, string, string]
    | [string, string, string, string, string]
    | [string, string, string, string, string, string]
    | [string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [string, string, string, string, string, string, string, string, string, string, string, string, string, string]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ]
    | [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string
      ];
  language?: 'en' | 'ko';
  events?: (
    | 'ticket.breached'
    | 'ticket.expired'
    | 'execution.unknown'
    | 'execution.failed'
    | 'circuit.opened'
    | 'circuit.closed'
    | 'kill_switch.stopped'
    | 'kill_switch.resumed'
    | 'change.filed'
    | 'change.approved'
  )[];
  active?: boolean;
}
export interface TestDelivery {
  delivered: boolean;
  /**
   * HTTP or SMTP status; null when no answer came
   */
  status: number | null;
  /**
   * What the server said, or why nothing was sent
   */
  says: string;
}
export interface ChannelKind {
  kind: 'webhook' | 'email';
  /**
   * Settings of the processes without which none can be told
   */
  missing: string[];
}
export interface ChannelKinds {
  data: ChannelKind[];
}
export interface SignCountItem {
  /**
   * Wrong ones, or complaints
   */
  n: number;
  /**
   * Of so many answers; null of complaints
   */
  of: number | null;
  /**
   * In so many days
   */
  days: number;
}
export interface StoodItem {
  before: SignCountItem;
  now: SignCountItem;
  /**
   * As in the warning signs; null of complaints
   */
  p: number | null;
  /**
   * When it was counted
   */
  at: string;
}
export interface AnsweredFlagItem {
  measure: 'high_confidence_wrong_answer_rate' | 'wrong_action_rate_after_low_confidence' | 'growing_cluster';
  /**
   * Null for all domains
   */
  domain: string | null;
  /**
   * Which complaints grew
   */
  clusterId: string | null;
  /**
   * What is done about it
   */
  mitigation: 'block_without_citation' | 'mark' | 'safety_hold';
  /**
   * What it counted when it was filed, which is part of what is signed; null where that was not kept
   */
  stood: StoodItem | null;
}
export interface ChangeSignOff {
  personId: string;
  personName: string;
  roles: string[];
  verdict: 'approve' | 'reject';
  /**
   * Of a rejection
   */
  reason: string | null;
  at: string;
}
export interface ChangeMissing {
  anyOf: string[];
  count: number;
}
export interface ChangeSummary {
  id: string;
  number: number;
  kind: 'routing_policy';
  /**
   * Approved is live
   */
  state: 'open' | 'approved' | 'rejected' | 'withdrawn' | 'superseded';
  /**
   * The version it was written from
   */
  basedOn: number;
  /**
   * Whether that version is in force still
   */
  baseInForce: boolean;
  /**
   * The version that it became
   */
  version: number | null;
  reason: string;
  flag: AnsweredFlagItem | null;
  filedBy: string;
  filedByName: string;
  filedAt: string;
  endedAt: string | null;
  contentHash: string;
  signOffs: ChangeSignOff[];
  /**
   * Who is still needed; empty once it is over
   */
  missing: ChangeMissing[];
  /**
   * What you may do with it now
   */
  allowedActions: ('approve' | 'reject' | 'withdraw')[];
}
export interface AnsweredFlagPart {
  /**
   * The figure that has risen, or complaints that grow
   */
  measure: 'high_confidence_wrong_answer_rate' | 'wrong_action_rate_after_low_confidence' | 'growing_cluster';
  /**
   * Null for all domains
   */
  domain: string | null;
  /**
   * Which complaints grow; left out of every figure
   */
  clusterId?: string | null;
  /**
   * What is done about it
   */
  mitigation: 'block_without_citation' | 'mark' | 'safety_hold';
}
export interface FileChange {
  /**
   * The whole document (docs/policies.md)
   */
  document: {
    [k: string]: unknown;
  };
  kind: 'routing_policy';
  /**
   * The version it was written from, which must be in force
   */
  basedOn: number;
  /**
   * For those who decide on it
   */
  reason: string;
  /**
   * It must be a warning sign now, and the document what its mitigation makes of the policy in force
   */
  flag?: AnsweredFlagPart;
}
export interface ChangeDetail {
  id: string;
  number: number;
  kind: 'routing_policy';
  /**
   * Approved is live
   */
  state: 'open' | 'approved' | 'rejected' | 'withdrawn' | 'superseded';
  /**
   * The version it was written from
   */
  basedOn: number;
  /**
   * Whether that version is in force still
   */
  baseInForce: boolean;
  /**
   * The version that it became
   */
  version: number | null;
  reason: string;
  flag: AnsweredFlagItem | null;
  filedBy: string;
  filedByName: string;
  filedAt: string;
  endedAt: string | null;
  contentHash: string;
  signOffs: ChangeSignOff[];
  /**
   * Who is still needed; empty once it is over
   */
  missing: ChangeMissing[];
  /**
   * What you may do with it now
   */
  allowedActions: ('approve' | 'reject' | 'withdraw')[];
  document: {
    [k: string]: unknown;
  };
}
export interface ApproveChange {
  /**
   * Of what was shown
   */
  contentHash: string;
}
export interface DecidedChange {
  id: string;
  state: 'open' | 'approved' | 'rejected' | 'withdrawn' | 'superseded';
}
export interface RejectChange {
  /**
   * Of what was shown
   */
  contentHash: string;
  reason: string;
}
export interface ChangeMove {
  from: 'auto_allowed' | 'pending_review' | 'blocked';
  to: 'auto_allowed' | 'pending_review' | 'blocked';
  n: number;
  /**
   * Numbers of the newest five tickets of these
   */
  tickets: number[];
}
export interface PolicyDifferenceItem {
  rule: string;
  condition: string;
  /**
   * Any JSON; null where the condition is new
   */
  before:
    | (
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
      )
    | null;
  /**
   * Any JSON; null where the condition is gone
   */
  after:
    | (
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
      )
    | null;
}
export interface ChangeEffectItem {
  /**
   * How many of the newest proposals, at most 500, it was tried on
   */
  looked: number;
  /**
   * Those that would have gone otherwise
   */
  moves: ChangeMove[];
  differences: PolicyDifferenceItem[];
}
export interface TriedPolicy {
  /**
   * The version in force
   */
  inForce: number;
  findings: PolicyFindingItem[];
  /**
   * Null of a document that can’t be read
   */
  effect: ChangeEffectItem | null;
}
export interface FlagNow {
  /**
   * Whether it is a warning sign now
   */
  raised: boolean;
  /**
   * Null where nothing is counted of it any more
   */
  now: StoodItem | null;
}
export interface TryPolicy {
  /**
   * The whole document (docs/policies.md)
   */
  document: {
    [k: string]: unknown;
  };
}
export interface ReportEvent {
  /**
   * What the user did, or what turned out later
   */
  type:
    | 'shown'
    | 'opened_citation'
    | 'retried'
    | 'provided_context'
    | 'asked_human'
    | 'abandoned'
    | 'acted'
    | 'complained'
    | 'resolved'
    | 'corrected'
    | 'refund_reversed'
    | 'charged_back';
  /**
   * Your own name for it; told again, it counts once. Without one every call is an event of its own
   */
  id?: string;
  /**
   * When it happened; when it came in, unless said
   */
  at?: string;
  /**
   * With opened_citation: which
   */
  citation?: string;
  /**
   * The user’s own words
   */
  text?: string;
}
export interface ReportEvents {
  /**
   * @maxItems 50
   */
  events: ReportEvent[];
}
export interface RecordedEventItem {
  id: string;
  type:
    | 'shown'
    | 'opened_citation'
    | 'retried'
    | 'provided_context'
    | 'asked_human'
    | 'abandoned'
    | 'acted'
    | 'complained'
    | 'resolved'
    | 'corrected'
    | 'refund_reversed'
    | 'charged_back';
  at: string;
  /**
   * False when it was known before
   */
  isNew: boolean;
}
export interface RecordedEvents {
  /**
   * In the order in which they were told
   */
  data: RecordedEventItem[];
}
export interface UserEventItem {
  id: string;
  type:
    | 'shown'
    | 'opened_citation'
    | 'retried'
    | 'provided_context'
    | 'asked_human'
    | 'abandoned'
    | 'acted'
    | 'complained'
    | 'resolved'
    | 'corrected'
    | 'refund_reversed'
    | 'charged_back';
  at: string;
  receivedAt: string;
  revision: number;
  status: 'ok' | 'degraded' | 'needs_review' | 'blocked';
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE') | null;
  nextAction: ('retry' | 'ask_human' | 'provide_more_context' | 'view_policy_doc') | null;
  confidence: number | null;
  citation: string | null;
  /**
   * The user’s own words
   */
  text: string | null;
}
export interface UserEvents {
  /**
   * Oldest first; all there are, 500 at most
   */
  data: UserEventItem[];
  nextCursor: null;
}
export interface ToldSupportText {
  /**
   * Your own name for it; told again, it counts once
   */
  id: string;
  /**
   * The customer’s own words
   */
  text: string;
  /**
   * When it was written; when it came in, unless said
   */
  at?: string;
  /**
   * The proposal of yours that it is about
   */
  proposalId?: string;
  /**
   * What it is about; without one, what its proposal is about
   */
  domain?: string;
}
export interface TellSupportTexts {
  /**
   * @maxItems 200
   */
  texts: ToldSupportText[];
}
export interface TakenTextItem {
  id: string;
  /**
   * What was erased is not taken in again
   */
  came: 'added' | 'known' | 'erased';
}
export interface TakenTexts {
  /**
   * In the order in which they were told
   */
  data: TakenTextItem[];
}
export interface EraseSupportText {
  /**
   * The name that it was told by
   */
  id: string;
}
export interface ErasedTexts {
  /**
   * How many texts of that name had words
   */
  erased: number;
}
export interface OldestTicket {
  id: string;
  number: number;
  createdAt: string;
}
export interface InsightForecast {
  says: 'empty' | 'too_few_decisions' | 'not_at_this_rate' | 'clears';
  at: string | null;
}
export interface DeskInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  /**
   * Counted no further than 10,001
   */
  waiting: number;
  /**
   * Of those, past their due time
   */
  overdue: number;
  /**
   * Of those, with the leads
   */
  escalated: number;
  oldest: OldestTicket | null;
  /**
   * Who signed in the last 15 minutes or holds a claim now
   */
  peopleActive: number;
  /**
   * How long the stretch has lasted
   */
  hours: number;
  /**
   * Came to people
   */
  arrived: number;
  decided: number;
  /**
   * Of those decided, after their target
   */
  late: number;
  /**
   * Seconds, within 1 %; null where nothing was decided
   */
  p50Seconds: number | null;
  /**
   * Seconds, within 1 %; null where nothing was decided
   */
  p95Seconds: number | null;
  /**
   * The target that most of those decided had
   */
  usualTargetSeconds: number | null;
  forecast: InsightForecast;
}
export interface FlowBucket {
  from: string;
  to: string;
  arrived: number;
  decided: number;
  approved: number;
  rejected: number;
  late: number;
  /**
   * Seconds, within 1 %; null where nothing was decided
   */
  p50Seconds: number | null;
  /**
   * Seconds, within 1 %; null where nothing was decided
   */
  p95Seconds: number | null;
}
export interface FlowInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  data: FlowBucket[];
}
export interface QueueFigures {
  queue: 'human_review' | 'leads';
  /**
   * Counted no further than 10,001
   */
  waiting: number;
  /**
   * Of those, past their due time
   */
  overdue: number;
  oldest: OldestTicket | null;
  /**
   * Decided in this queue
   */
  decided: number;
  /**
   * Of those decided, after their due time
   */
  late: number;
  /**
   * From coming to this queue to the decision
   */
  p50Seconds: number | null;
  /**
   * From coming to this queue to the decision
   */
  p95Seconds: number | null;
  /**
   * The target that most of those decided had in this queue
   */
  usualTargetSeconds: number | null;
}
export interface QueuesInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  data: QueueFigures[];
}
export interface DomainShare {
  domain: string;
  taken: number;
  automatic: number;
  people: number;
  blocked: number;
}
export interface AutomationInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  data: DomainShare[];
}
export interface ReasonCount {
  rule: 'review_required_if' | 'auto_allow_if' | 'finding' | 'sign_off';
  condition: string;
  /**
   * Any JSON: what the policy asks for
   */
  expected:
    | (
        | string
        | number
        | boolean
        | unknown[]
        | {
            [k: string]: unknown;
          }
      )
    | null;
  n: number;
}
export interface ReasonsInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  /**
   * Tickets that went to people; one may have several reasons
   */
  people: number;
  data: ReasonCount[];
}
export interface FunnelStep {
  reasonCode: 'LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE';
  came: number;
  decided: number;
  approved: number;
  done: number;
  /**
   * The same tickets by where they stand now
   */
  stages?: {
    waiting: number;
    approved: number;
    done: number;
    failed: number;
    unknown: number;
    rejected: number;
    expired: number;
    withdrawn: number;
    blocked: number;
  };
}
export interface FunnelInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  /**
   * There were more than 20,000; these are the newest
   */
  partial: boolean;
  data: FunnelStep[];
}
export interface KpiItem {
  /**
   * Defined in docs/insights.md
   */
  name:
    | 'retry_success_rate'
    | 'abandonment_rate'
    | 'conversion_rate'
    | 'wrong_action_rate_after_low_confidence'
    | 'false_high_confidence_rate'
    | 'high_confidence_wrong_answer_rate'
    | 'answer_accuracy'
    | 'user_safe_completion_rate'
    | 'recovery_success_rate'
    | 'rollback_rate'
    | 'approval_sla'
    | 'automation_rate'
    | 'policy_violation_rate';
  /**
   * Only of answers that said this when they were first shown; null for all
   */
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE' | 'none') | null;
  numerator: number;
  denominator: number;
  /**
   * numerator / denominator; null where there is nothing to share
   */
  value: number | null;
  /**
   * Where the 95 % interval of Wilson begins
   */
  low: number | null;
  /**
   * Where it ends
   */
  high: number | null;
}
export interface KpiInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  data: KpiItem[];
}
export interface KpiPoint {
  numerator: number;
  denominator: number;
  /**
   * numerator / denominator; null where there is nothing to share
   */
  value: number | null;
  /**
   * Where the 95 % interval of Wilson begins
   */
  low: number | null;
  /**
   * Where it ends
   */
  high: number | null;
}
export interface KpiTrend {
  /**
   * Defined in docs/insights.md
   */
  name:
    | 'retry_success_rate'
    | 'abandonment_rate'
    | 'conversion_rate'
    | 'wrong_action_rate_after_low_confidence'
    | 'false_high_confidence_rate'
    | 'high_confidence_wrong_answer_rate'
    | 'answer_accuracy'
    | 'user_safe_completion_rate'
    | 'recovery_success_rate'
    | 'rollback_rate'
    | 'approval_sla'
    | 'automation_rate'
    | 'policy_violation_rate';
  /**
   * Only of answers that said this when they were first shown; null for all
   */
  reasonCode: ('LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE' | 'none') | null;
  numerator: number;
  denominator: number;
  /**
   * numerator / denominator; null where there is nothing to share
   */
  value: number | null;
  /**
   * Where the 95 % interval of Wilson begins
   */
  low: number | null;
  /**
   * Where it ends
   */
  high: number | null;
  /**
   * One for each of `starts`; they add up to the whole
   */
  points: KpiPoint[];
}
export interface TrendInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  /**
   * Where each hour, day or week begins; the last ends at `to`
   */
  starts: string[];
  data: KpiTrend[];
}
export interface MomentItem {
  /**
   * When the first of its versions came into force
   */
  at: string;
  kind: 'routing_policy' | 'sign_off_policy' | 'queue_policy' | 'prompt' | 'reject_reasons' | 'tool' | 'document';
  /**
   * Of the tool, or of the document, the last of them
   */
  name: string | null;
  /**
   * Of the last of them
   */
  version: number;
  /**
   * Versions of the kind in the same quarter of an hour
   */
  n: number;
}
export interface MomentsInsight {
  from: string;
  to: string;
  by: 'hour' | 'day' | 'week';
  zone: string;
  domain: string | null;
  serverNow: string;
  /**
   * There were more than 200; these are the newest
   */
  partial: boolean;
  data: MomentItem[];
}
export interface ComparedSide {
  from: string;
  to: string;
  /**
   * What was known of its answers by then counts
   */
  knownBy: string;
}
export interface KpiDifference {
  name:
    | 'retry_success_rate'
    | 'abandonment_rate'
    | 'conversion_rate'
    | 'wrong_action_rate_after_low_confidence'
    | 'false_high_confidence_rate'
    | 'high_confidence_wrong_answer_rate'
    | 'answer_accuracy'
    | 'user_safe_completion_rate'
    | 'recovery_success_rate'
    | 'rollback_rate'
    | 'approval_sla'
    | 'automation_rate'
    | 'policy_violation_rate';
  reasonCode: string | null;
  before: KpiPoint;
  after: KpiPoint;
  /**
   * After less before; null where one side counts nothing
   */
  difference: number | null;
  /**
   * Where the 95 % interval of Newcombe (method 10) begins
   */
  low: number | null;
  /**
   * Where it ends
   */
  high: number | null;
  /**
   * Zero is outside the interval
   */
  distinguishable: boolean;
  /**
   * One side counts fewer than 30
   */
  fewCases: boolean;
}
export interface ComparisonInsight {
  at: string;
  days: number;
  kind:
    ('routing_policy' | 'sign_off_policy' | 'queue_policy' | 'prompt' | 'reject_reasons' | 'tool' | 'document') | null;
  domain: string | null;
  before: ComparedSide;
  after: ComparedSide;
  /**
   * What cut the sides short
   */
  cutBy: ('now' | 'change') | null;
  /**
   * What else changed within the two sides
   */
  others: MomentItem[];
  data: KpiDifference[];
  serverNow: string;
}
export interface FlagCount {
  wrong: number;
  /**
   * Of so many answers
   */
  of: number;
}
export interface FlagFiled {
  id: string;
  number: number;
}
export interface FlagMitigation {
  mitigation: 'block_without_citation' | 'mark' | 'safety_hold';
  /**
   * Why it is not offered; null where it is
   */
  notOffered: ('in_force' | 'stricter_in_force' | 'built_in' | 'no_domain') | null;
  /**
   * The routing policy to file as a change; null where it is not offered
   */
  document: {
    [k: string]: unknown;
  } | null;
  /**
   * The open change that would do the same
   */
  filed: FlagFiled | null;
}
export interface FlagItem {
  /**
   * The figure that has risen; defined in docs/insights.md
   */
  measure: 'high_confidence_wrong_answer_rate' | 'wrong_action_rate_after_low_confidence';
  /**
   * Null for all domains together
   */
  domain: string | null;
  before: FlagCount;
  now: FlagCount;
  /**
   * The chance of such a rise where nothing has changed: Fisher’s exact test, one-sided
   */
  p: number;
  mitigations: FlagMitigation[];
}
export interface GrowingItem {
  clusterId: string;
  /**
   * Words that stand for it
   */
  label: string[];
  /**
   * Of most of its texts; null where there is none
   */
  domain: string | null;
  /**
   * Texts since the last whole week began
   */
  lately: number;
  latelyDays: number;
  /**
   * Texts of up to eight weeks before
   */
  before: number;
  beforeDays: number;
  /**
   * None where it is of no domain
   */
  mitigations: FlagMitigation[];
}
export interface FlagsInsight {
  /**
   * Where the window before begins
   */
  from: string;
  /**
   * Where it ends and the newest begins
   */
  since: string;
  to: string;
  /**
   * Figures with answers enough to be tested
   */
  looked: number;
  /**
   * Version of the routing policy in force
   */
  inForce: number;
  /**
   * The surest first
   */
  flags: FlagItem[];
  /**
   * Clusters of complaints that grow
   */
  growing: GrowingItem[];
}
export interface ClusterWeek {
  /**
   * Monday 00:00 UTC
   */
  from: string;
  n: number;
}
export interface ReasonShare {
  of: 'LOW_CONFIDENCE' | 'POLICY_RESTRICTED' | 'SOURCE_STALE' | 'TOOL_UNAVAILABLE' | 'none';
  n: number;
}
export interface ComplaintDomainShare {
  of: string;
  n: number;
}
export interface PolicyShare {
  /**
   * Version of the routing policy
   */
  of: number;
  n: number;
}
export interface ClusterItem {
  /**
   * The same as long as most of its texts stay together
   */
  id: string;
  /**
   * Words that stand for it
   */
  label: string[];
  /**
   * Texts
   */
  size: number;
  trend: 'growing' | 'steady' | 'shrinking' | 'too_early';
  /**
   * Whether the trend is growing
   */
  growing: boolean;
  /**
   * The week it grew from
   */
  grewFrom: string | null;
  /**
   * Texts since the last whole week began
   */
  lately: number;
  /**
   * How many days that are
   */
  latelyDays: number;
  /**
   * Texts of up to eight weeks before
   */
  before: number;
  /**
   * How many days that are
   */
  beforeDays: number;
  weeks: ClusterWeek[];
  /**
   * Texts that name a proposal
   */
  linked: number;
  /**
   * Of the linked: what their agents were answered
   */
  reasonCodes: ReasonShare[];
  domains: ComplaintDomainShare[];
  /**
   * Of the linked: by which routing policy
   */
  routingPolicies: PolicyShare[];
  /**
   * When it was first found
   */
  createdAt: string;
}
export interface Clusters {
  /**
   * When complaints were grouped last
   */
  groupedAt: string | null;
  /**
   * Texts that were looked at
   */
  texts: number;
  /**
   * Of these, in a cluster
   */
  grouped: number;
  /**
   * Growing ones first, then the largest
   */
  data: ClusterItem[];
}
export interface QuoteItem {
  at: string;
  /**
   * With personal data that has a form masked
   */
  text: string;
  ticketId: string | null;
  /**
   * Its name as a support text; null for an event of a proposal
   */
  textId: string | null;
}
export interface ReleaseItem {
  /**
   * routing_policy, sign_off_policy, prompt, or tool:<name>
   */
  kind: string;
  version: number;
  /**
   * When it came into force
   */
  at: string;
}
export interface ClusterDetail {
  /**
   * The same as long as most of its texts stay together
   */
  id: string;
  /**
   * Words that stand for it
   */
  label: string[];
  /**
   * Texts
   */
  size: number;
  trend: 'growing' | 'steady' | 'shrinking' | 'too_early';
  /**
   * Whether the trend is growing
   */
  growing: boolean;
  /**
   * The week it grew from
   */
  grewFrom: string | null;
  /**
   * Texts since the last whole week began
   */
  lately: number;
  /**
   * How many days that are
   */
  latelyDays: number;
  /**
   * Texts of up to eight weeks before
   */
  before: number;
  /**
   * How many days that are
   */
  beforeDays: number;
  weeks: ClusterWeek[];
  /**
   * Texts that name a proposal
   */
  linked: number;
  /**
   * Of the linked: what their agents were answered
   */
  reasonCodes: ReasonShare[];
  domains: ComplaintDomainShare[];
  /**
   * Of the linked: by which routing policy
   */
  routingPolicies: PolicyShare[];
  /**
   * When it was first found
   */
  createdAt: string;
  /**
   * The most typical first
   */
  quotes: QuoteItem[];
  /**
   * What came into force in the week it grew from, or in the week before
   */
  releases: ReleaseItem[];
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  /**
   * Stable; see docs/api.md
   */
  code: string;
  /**
   * A sentence that says what to do
   */
  detail: string;
  errors?: {
    path: string;
    message: string;
  }[];
}
