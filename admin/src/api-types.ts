import type * as Schema from './api-schema';

/**
 * The API's shapes as the console names them. They come from `api/openapi.json` by way of `api-schema.ts`;
 * here is only what a JSON Schema cannot say, or says too loosely.
 */
export type Role = Schema.SessionAnswer['person']['roles'][number];
export type SessionPerson = Schema.PersonAnswer;
export type Session = Schema.SessionAnswer;
export type SessionItem = Schema.SessionItem;
export type TotpStanding = Schema.TotpAnswer;
export type TotpEnrolment = Schema.TotpEnrolment;

export interface Page<T> {
  data: T[];
  nextCursor: string | null;
  /** A search that stopped before the page was full. */
  cutOff?: boolean;
}

export type Arguments = Record<string, unknown>;
export type JsonSchema = Record<string, unknown>;
export interface ToolCallRef {
  name: string;
  arguments: Arguments;
}

export type TicketState = Schema.TicketSummary['state'];
export type Verb = Schema.TicketSummary['allowedActions'][number];
export type ExecutionState = Schema.ExecutionItem['state'];
export type RetryClass = Schema.ToolItem['retryClass'];
export type TicketCounts = Schema.TicketCounts;

/** `result` is whatever JSON the tool answered. */
export type Execution = Omit<Schema.ExecutionItem, 'result'> & { result: unknown };
export type TicketSummary = Omit<Schema.TicketSummary, 'execution'> & { execution: Execution | null };

export type Message = Schema.Message;
export type Evidence = Schema.ProposalEvidence;
export type Proposal = Schema.NewProposal;
export type SignOff = Schema.SignOffItem;
export type CustomerSight = Schema.CustomerSees;

/** `expected` and `actual` are any JSON. */
export type Condition = Omit<Schema.PolicyCondition, 'expected' | 'actual'> & { expected: unknown; actual: unknown };
export type RoutingDecision = Omit<Schema.RoutingDecisionItem, 'conditions'> & { conditions: Condition[] };
export type Change = Omit<Schema.RevisionChange, 'from' | 'to'> & { from: unknown; to: unknown };
export type Revision = Omit<Schema.RevisionItem, 'changes'> & { changes: Change[] };
export type TicketToolCall = Omit<Schema.TicketToolCall, 'retryClass'> & { retryClass: RetryClass | null };

type Seen<T extends { executionState: string | null }> = Omit<T, 'executionState'> & {
  executionState: ExecutionState | null;
};

/** What was asked of the customer, and what the agent added. A body is null once it was erased. */
export interface Exchange {
  question: Schema.AskedQuestion | null;
  answer:
    | (Omit<Schema.ContextItem, 'body'> & {
        body: { text: string; conversation?: Message[]; evidence?: Evidence[] } | null;
      })
    | null;
}

type Refined =
  | 'proposal'
  | 'exchange'
  | 'routingDecision'
  | 'revisions'
  | 'toolCall'
  | 'duplicates'
  | 'customerHistory';

export interface Ticket extends Omit<Schema.Ticket, Refined | 'refusals' | 'execution'> {
  /** Without its texts once they were erased. */
  proposal: Omit<Proposal, 'request'> & Partial<Pick<Proposal, 'request'>>;
  exchange: Exchange[];
  execution: Execution | null;
  toolCall: TicketToolCall | null;
  routingDecision: RoutingDecision;
  revisions: Revision[];
  duplicates: Seen<Schema.RelatedTicket>[];
  customerHistory: Seen<Schema.PastTicket>[];
  refusals: Partial<Record<Verb, { code: string; detail: string }>>;
}

/** What each verb takes. The server refuses a `revision` or `contentHash` that is not the current one. */
export interface VerbBody {
  claim: Record<string, never>;
  release: Record<string, never>;
  approve: Schema.Approve;
  reject: Schema.Reject;
  revoke: Schema.Revoke;
  revise: Schema.Revise;
  ask: Schema.Ask;
  escalate: Schema.Escalate;
  snooze: Schema.Snooze;
  hand_over: HandOver;
  erase: Schema.Erase;
}

export type HandOver = Schema.HandOver;

export type RejectReason = Schema.RejectReasonItem;
export type RejectReasonList = Schema.RejectReasonList;
export type SimilarCase = Seen<Schema.SimilarCase>;
export type SimilarCases = Omit<Schema.SimilarCaseList, 'data'> & { data: SimilarCase[] };

/** `expected` is any JSON. */
export type ReasonsInsight = Omit<Schema.ReasonsInsight, 'data'> & {
  data: (Omit<Schema.ReasonCount, 'expected'> & { expected: unknown })[];
};
export type DeskInsight = Schema.DeskInsight;
export type FlowInsight = Schema.FlowInsight;
export type AutomationInsight = Schema.AutomationInsight;
export type FunnelInsight = Schema.FunnelInsight;
export type TrendInsight = Schema.TrendInsight;
export type KpiTrend = Schema.KpiTrend;
export type MomentsInsight = Schema.MomentsInsight;
export type MomentItem = Schema.MomentItem;
export type ComparisonInsight = Schema.ComparisonInsight;
export type KpiDifference = Schema.KpiDifference;
export type QueuesInsight = Schema.QueuesInsight;
export type Clusters = Schema.Clusters;
export type Cluster = Schema.ClusterItem;
export type ClusterDetail = Schema.ClusterDetail;
export type QueueFigures = Schema.QueueFigures;
export type Kpi = Schema.KpiItem;

export type KnowledgeDocument = Schema.DocumentItem;
export type DocumentDetail = Schema.DocumentAnswer;
export type NewDocument = Schema.PutDocument;
export type PutDocument = Schema.PutAnswer;
export type Passage = Schema.FoundPassage;

export type SavedFilter = Schema.SavedFilterItem;
export type NewFilter = Schema.SaveFilter;

export type Approval = Seen<Omit<Schema.ApprovalItem, 'ticketState'>> & { ticketState: TicketState };
export type Decision = Seen<Omit<Schema.DecisionItem, 'ticketState'>> & { ticketState: TicketState };
export type LogKey = Schema.PublicKeyItem;
export type AuditEntry = Schema.AuditEntryItem;
export type Seal = Schema.EntryProof | Schema.PendingProof;

export type Person = Schema.PersonItem;
export type NewPerson = Schema.CreatePerson;
export type PersonChange = Schema.ChangePerson;
export type Agent = Schema.AgentItem;
export type AgentKey = Schema.AgentKeyItem;
export type NewAgent = Schema.CreateAgent;
export type KeyScope = Schema.IssueKey;
export type Tool = Schema.ToolItem;
export type Stop = NonNullable<Schema.StopState['stopped']>;
export type UnknownOutcome = Schema.ExecutionSummary;
export type FoundOut = Schema.Resolve['outcome'];
export type Resolution = Schema.Resolved['resolution'];
export type NewTool = Schema.RegisterTool;
export type ToolToCheck = Schema.CheckTool;
export type RegisteredTool = Schema.RegisteredTool;
export type Channel = Schema.ChannelItem;
export type ChannelEvent = Schema.ChannelItem['events'][number];
export type NewChannel = Schema.CreateChannel;
export type ChannelKind = Schema.ChannelKind;
export type ChannelMessage = Schema.MessageItem;
export type ChannelChange = Schema.ChangeChannel;
export type TestDelivery = Schema.TestDelivery;
export type Witness = Schema.WitnessItem;
export type Checkpoint = Schema.CheckpointItem;
export type PolicyVersion = Schema.PolicyItem;
export type PolicyFinding = Schema.PolicyFindingItem;
export type ExampleProposal = Schema.ExampleProposalItem;
export type NewPolicy = Schema.AddPolicy;
export type Prompt = Schema.PromptItem;
export type PromptPrice = Schema.PromptPrice;
export type NewPrompt = Schema.AddPrompt;
export type Flags = Schema.FlagsInsight;
export type Flag = Schema.FlagItem;
export type GrowingCluster = Schema.GrowingItem;
/** What can be filed about a sign. */
export type Offer = Schema.FlagMitigation;
export type AnsweredFlag = Schema.AnsweredFlagPart;
export type Stood = Schema.StoodItem;
export type FlagNow = Schema.FlagNow;
export type FiledChange = Schema.ChangeSummary;
export type ChangeDetail = Schema.ChangeDetail;
export type ChangeEffect = Schema.ChangeEffectItem;
export type NewChange = Schema.FileChange;
export type TriedPolicy = Schema.TriedPolicy;
export type ChangeVerb = 'approve' | 'reject' | 'withdraw';
export type FieldProblem = NonNullable<Schema.Problem['errors']>[number];
