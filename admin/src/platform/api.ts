import type {
  Agent,
  AgentKey,
  Approval,
  AuditEntry,
  AutomationInsight,
  ChangeDetail,
  ChangeVerb,
  Channel,
  ChannelChange,
  ChannelKind,
  ChannelMessage,
  ClusterDetail,
  Clusters,
  ComparisonInsight,
  Decision,
  DeskInsight,
  DocumentDetail,
  FieldProblem,
  FiledChange,
  FlagNow,
  Flags,
  FlowInsight,
  FoundOut,
  FunnelInsight,
  KeyScope,
  KnowledgeDocument,
  LogKey,
  MomentsInsight,
  NewAgent,
  NewChange,
  NewChannel,
  NewDocument,
  NewFilter,
  NewPerson,
  NewPolicy,
  NewPrompt,
  NewTool,
  Page,
  Passage,
  Person,
  PersonChange,
  PolicyFinding,
  PolicyVersion,
  Prompt,
  PutDocument,
  QueuesInsight,
  ReasonsInsight,
  RegisteredTool,
  RejectReason,
  RejectReasonList,
  Resolution,
  SavedFilter,
  Seal,
  Session,
  SessionItem,
  SimilarCases,
  Stop,
  TestDelivery,
  Ticket,
  TicketCounts,
  TicketSummary,
  Tool,
  ToolToCheck,
  TotpEnrolment,
  TotpStanding,
  TrendInsight,
  TriedPolicy,
  UnknownOutcome,
  Verb,
  VerbBody,
  Witness,
} from '../api-types';

/** Every list the console pages through, by the name of its react-admin resource. */
export interface Lists {
  tickets: TicketSummary;
  approvals: Approval;
  'audit-log': AuditEntry;
  decisions: Decision;
  documents: KnowledgeDocument;
  people: Person;
  agents: Agent;
  tools: Tool;
  executions: UnknownOutcome;
  'saved-filters': SavedFilter;
  'routing-policies': PolicyVersion;
  'sign-off-policies': PolicyVersion;
  'queue-policies': PolicyVersion;
  prompts: Prompt;
  'notification-channels': Channel;
  witnesses: Witness;
  changes: FiledChange;
}

export type PolicyList = 'routing-policies' | 'sign-off-policies' | 'queue-policies';

/** What is counted of the desk, by the last part of its path. */
export interface Insights {
  desk: DeskInsight;
  flow: FlowInsight;
  queues: QueuesInsight;
  automation: AutomationInsight;
  reasons: ReasonsInsight;
  funnel: FunnelInsight;
  'kpis/trend': TrendInsight;
  moments: MomentsInsight;
  comparison: ComparisonInsight;
}

export type Filter = Record<string, string | number | boolean | undefined>;

export interface ListQuery {
  filter?: Filter;
  sort?: string;
  limit?: number;
  cursor?: string | null;
}

/** All that the console asks of the server. Components know this and not the transport. Failures are `Problem`s. */
export interface Api {
  session(): Promise<Session>;
  signIn(email: string, password: string, code?: string): Promise<Session>;
  signOut(): Promise<void>;
  /** Says that somebody is still there. */
  keepSession(): Promise<void>;
  /** Proves again who is asking, for what takes that. */
  stepUp(password: string, code?: string): Promise<Session>;
  changePassword(current: string, next: string): Promise<Session>;
  sessions(): Promise<SessionItem[]>;
  endSession(id: string): Promise<void>;
  signOutEverywhere(): Promise<void>;
  totp(): Promise<TotpStanding>;
  /** The secret is in this answer and in no other. */
  enrolTotp(password: string): Promise<TotpEnrolment>;
  confirmTotp(code: string): Promise<{ recoveryCodes: string[] }>;
  renewRecoveryCodes(password: string, code: string): Promise<{ recoveryCodes: string[] }>;
  removeTotp(password: string, code: string): Promise<Session>;

  list<R extends keyof Lists>(resource: R, query: ListQuery, signal?: AbortSignal): Promise<Page<Lists[R]>>;
  ticket(id: string, signal?: AbortSignal): Promise<Ticket>;
  ticketCounts(signal?: AbortSignal): Promise<TicketCounts>;
  saveFilter(filter: NewFilter): Promise<SavedFilter>;
  removeFilter(id: string): Promise<void>;
  insight<N extends keyof Insights>(name: N, filter: Filter, signal?: AbortSignal): Promise<Insights[N]>;
  clusters(signal?: AbortSignal): Promise<Clusters>;
  cluster(id: string, signal?: AbortSignal): Promise<ClusterDetail>;
  rejectReasons(): Promise<RejectReasonList>;
  changeRejectReasons(list: { version: number; reasons: RejectReason[] }): Promise<RejectReasonList>;
  /** @param version the one in force when it is null */
  document(id: string, version: number | null, signal?: AbortSignal): Promise<DocumentDetail>;
  /** What speaks to these words, best first. */
  searchPassages(q: string, signal?: AbortSignal): Promise<Passage[]>;
  /** What these citations name, without those that name nothing; one without a version as of then. */
  passagesCited(citations: string[], at: string, signal?: AbortSignal): Promise<Passage[]>;
  similar(ticketId: string, signal?: AbortSignal): Promise<SimilarCases>;
  /** Says that one has the ticket on screen, or no longer has. */
  look(ticketId: string, present: boolean): Promise<void>;
  /** Proof that the signed log holds this entry, or that it waits for that. */
  seal(entryId: string, signal?: AbortSignal): Promise<Seal>;
  /** How many entries the newest checkpoint covers; null before the first. */
  sealedSize(signal?: AbortSignal): Promise<number | null>;
  /** @param verifierKey `name+hash+base64` of a key that cosigns */
  addWitness(verifierKey: string): Promise<Witness>;
  endWitness(id: string): Promise<Witness>;
  /** The keys that the log's checkpoints are checked with. */
  logKeys(): Promise<LogKey[]>;
  /** Does it, and says nothing more: whoever shows the ticket asks for it again. */
  decide<V extends Verb>(ticketId: string, verb: V, body: VerbBody[V]): Promise<void>;

  createPerson(person: NewPerson): Promise<Pick<Person, 'name'>>;
  signOutPerson(id: string): Promise<void>;
  removePersonTotp(id: string): Promise<void>;
  changePerson(id: string, change: PersonChange): Promise<Pick<Person, 'name'>>;
  /** Adds a document, or its next version where its content is another. */
  putDocument(document: NewDocument): Promise<PutDocument>;
  createAgent(agent: NewAgent): Promise<Pick<Agent, 'name'>>;
  /** The key itself is in this answer and in no other. */
  issueKey(agentId: string, scope: KeyScope): Promise<{ id: string; key: string }>;
  /** Issues another key in its place; the old one works on until then. */
  rotateKey(agentId: string, keyId: AgentKey['id'], until: string): Promise<{ id: string; key: string }>;
  revokeKey(agentId: string, keyId: AgentKey['id']): Promise<void>;
  registerTool(tool: NewTool): Promise<RegisteredTool>;
  /** What would keep it from being registered; nothing is changed. */
  checkTool(tool: ToolToCheck, signal?: AbortSignal): Promise<FieldProblem[]>;

  /** What is found in a policy that is being written; nothing is changed. */
  checkPolicy(list: PolicyList, document: NewPolicy['document'], signal?: AbortSignal): Promise<PolicyFinding[]>;
  addPolicy(list: PolicyList, policy: NewPolicy): Promise<{ version: number }>;
  addPrompt(prompt: NewPrompt): Promise<{ version: number }>;

  /** What answers have got worse at, with what could be filed about it. */
  flags(signal?: AbortSignal): Promise<Flags>;
  /** What a routing policy would come to, tried on the proposals of late; nothing is changed. */
  tryPolicy(document: NewPolicy['document'], signal?: AbortSignal): Promise<TriedPolicy>;
  fileChange(change: NewChange): Promise<ChangeDetail>;
  change(id: string, signal?: AbortSignal): Promise<ChangeDetail>;
  /** What it would do, tried on the proposals of late. */
  changeEffect(id: string, signal?: AbortSignal): Promise<TriedPolicy>;
  /** What the sign that it answers counts now. */
  flagNow(id: string, signal?: AbortSignal): Promise<FlagNow>;
  decideOnChange(
    id: string,
    verb: ChangeVerb,
    body: { contentHash?: string; reason?: string },
  ): Promise<Pick<FiledChange, 'state'>>;

  /** The secret is in this answer and in no other. */
  createChannel(channel: NewChannel): Promise<{ id: string; secret: string | null }>;
  /** What channels there can be, and which settings are missing for each. */
  channelKinds(signal?: AbortSignal): Promise<ChannelKind[]>;
  changeChannel(id: string, change: ChannelChange): Promise<void>;
  /** Another secret, in this answer and in no other; the one before signs nothing any more. */
  rotateChannelSecret(id: string): Promise<{ id: string; secret: string | null }>;
  /** For ever. */
  endChannel(id: string): Promise<void>;
  /** What a channel was told and is yet to be told, newest first. */
  channelMessages(id: string, cursor: string | null, signal?: AbortSignal): Promise<Page<ChannelMessage>>;
  /** Sends a message now; the answer is what the server said. */
  testChannel(id: string): Promise<TestDelivery>;

  /** Who stopped everything; null while nobody has. */
  stopOfEverything(signal?: AbortSignal): Promise<Stop | null>;
  /** @param tool null is everything */
  switchTool(tool: string | null, to: 'stop' | 'resume', reason: string): Promise<void>;
  resolve(executionId: string, outcome: FoundOut, evidence: string): Promise<Resolution>;
  lookUp(executionId: string): Promise<void>;
}
