import { ApiProperty } from '@nestjs/swagger';
import { ACTIONS } from '../../approvals/rules/allowed-actions.js';
import { ReceiptItem } from '../../audit-log/http/receipt.dto.js';
import { anyJson } from '../../platform/http/any-json.js';
import { ExecutionItem } from '../../tickets/http/execution.dto.js';
import { TICKET_STATES } from '../../tickets/rules/lifecycle.js';
import { QuestionItem } from './exchange.dto.js';
import { TicketObservation, TicketToolCall } from './tool-call.dto.js';

const nullableText = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;
const anyObject = { type: 'object', additionalProperties: true } as const;

export class AgentRef {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
}

export class ToolCallRef {
  @ApiProperty() name!: string;
  @ApiProperty(anyObject) arguments!: unknown;
}

export class Signature {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty() role!: string;
}

export class Signatures {
  @ApiProperty() required!: number;
  @ApiProperty({ type: Signature, isArray: true }) given!: Signature[];
}

export class ClaimRef {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty({ format: 'date-time' }) until!: string;
}

export class TicketSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Shown as T-123' }) number!: number;
  @ApiProperty({ enum: TICKET_STATES }) state!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ description: '64 hex characters: what a sign-off binds itself to' }) contentHash!: string;
  @ApiProperty(nullableText) queue!: string | null;
  @ApiProperty({ enum: ['urgent', 'high', 'normal', 'low'] }) priority!: string;
  @ApiProperty({ minimum: 0, maximum: 100 }) riskScore!: number;
  @ApiProperty() domain!: string;
  @ApiProperty(nullableText) customerRef!: string | null;
  @ApiProperty({ type: AgentRef }) agent!: AgentRef;
  @ApiProperty({ description: 'The first 240 characters of what was asked, personal data masked' })
  requestExcerpt!: string;
  @ApiProperty({ required: false, description: 'What it held of people was erased' }) erased?: boolean;
  @ApiProperty({ type: ToolCallRef, nullable: true }) toolCall!: ToolCallRef | null;
  @ApiProperty({ type: Number, nullable: true }) confidence!: number | null;
  @ApiProperty({ type: String, isArray: true }) flags!: string[];
  @ApiProperty({ type: String, isArray: true, description: 'Why it came to people, in words' }) reasons!: string[];
  @ApiProperty({ type: Signatures }) signatures!: Signatures;
  @ApiProperty({ type: ClaimRef, nullable: true }) claim!: ClaimRef | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty(nullableTime) dueAt!: string | null;
  @ApiProperty({ type: Number, nullable: true }) slaTargetSeconds!: number | null;
  @ApiProperty({ ...nullableTime, description: 'Since when the customer is asked; null unless a question is open' })
  askedAt!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'What is left of the target while a question is open' })
  slaLeftSeconds!: number | null;
  @ApiProperty({ format: 'date-time', description: 'Ends this revision and its sign-offs' }) expiresAt!: string;
  @ApiProperty(nullableTime) resolvedAt!: string | null;
  @ApiProperty({ format: 'date-time', description: 'The database’s clock: count down from this' }) serverNow!: string;
  @ApiProperty({ enum: ACTIONS, isArray: true, description: 'What I may do now' }) allowedActions!: string[];
  @ApiProperty({ type: ExecutionItem, nullable: true }) execution!: ExecutionItem | null;
}

export class SignOffItem {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty() role!: string;
  @ApiProperty({ enum: ['approve', 'reject'] }) verdict!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ description: 'Whether they had proved again, shortly before, who they are' }) steppedUp!: boolean;
  @ApiProperty(nullableText) reason!: string | null;
  @ApiProperty(nullableText) note!: string | null;
  @ApiProperty({ description: 'False once a later revision made it void' }) counts!: boolean;
}

export class Missing {
  @ApiProperty({ type: String, isArray: true }) anyOf!: string[];
  @ApiProperty() count!: number;
}

export class SignOffRequirement {
  @ApiProperty({ ...anyObject, nullable: true, description: 'AND, OR and N-of over roles; null when none is needed' })
  expression!: unknown;
  @ApiProperty({ type: String, isArray: true }) because!: string[];
  @ApiProperty({ type: String, isArray: true, description: 'Why approving takes a step-up; empty when it does not' })
  stepUp!: string[];
  @ApiProperty({ description: 'Different people needed' }) required!: number;
  @ApiProperty({ type: Missing, isArray: true }) missing!: Missing[];
  @ApiProperty() satisfied!: boolean;
}

/** Where a ticket stands. */
export class TicketStanding extends TicketSummary {
  @ApiProperty({ type: SignOffRequirement }) signOffRequirement!: SignOffRequirement;
  @ApiProperty({ type: SignOffItem, isArray: true }) signOffs!: SignOffItem[];
  @ApiProperty({ ...anyObject, description: 'Why an action is not allowed: {action: {code, detail}}' })
  refusals!: Record<string, { code: string; detail: string }>;
}

/** What every verb answers: where the ticket stands now, and the receipt of the entry that tells of it. */
export class TicketDecision extends TicketStanding {
  @ApiProperty({ type: ReceiptItem }) receipt!: ReceiptItem;
}

export class PolicyCondition {
  @ApiProperty({ enum: ['hard_block_if', 'review_required_if', 'auto_allow_if', 'finding', 'sign_off'] }) rule!: string;
  @ApiProperty() condition!: string;
  @ApiProperty(anyJson)
  expected!: unknown;
  @ApiProperty(anyJson)
  actual!: unknown;
  @ApiProperty() held!: boolean;
  @ApiProperty({ required: false }) because?: string;
}

export class ScorePart {
  @ApiProperty() factor!: string;
  @ApiProperty() points!: number;
  @ApiProperty() because!: string;
}

export class Score {
  @ApiProperty() value!: number;
  @ApiProperty({ type: ScorePart, isArray: true }) parts!: ScorePart[];
}

export class RoutingDecisionItem {
  @ApiProperty({ enum: ['allow', 'review', 'block'] }) outcome!: string;
  @ApiProperty() policyVersion!: number;
  @ApiProperty({ type: PolicyCondition, isArray: true }) conditions!: PolicyCondition[];
  @ApiProperty({ type: Score }) score!: Score;
}

export class MadeBy {
  @ApiProperty({
    enum: ['agent', 'person', 'system'],
    description: 'system: an approval that was sent back before it ran',
  })
  type!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) id!: string | null;
  @ApiProperty() name!: string;
}

export class RevisionChange {
  @ApiProperty({ example: 'arguments.amount_minor' }) path!: string;
  @ApiProperty({ ...anyObject, nullable: true, description: 'Any JSON' }) from!: unknown;
  @ApiProperty({ ...anyObject, nullable: true, description: 'Any JSON' }) to!: unknown;
}

export class RevisionItem {
  @ApiProperty() revision!: number;
  @ApiProperty({ type: MadeBy }) madeBy!: MadeBy;
  @ApiProperty({ format: 'date-time' }) madeAt!: string;
  @ApiProperty(nullableText) note!: string | null;
  @ApiProperty() contentHash!: string;
  @ApiProperty({ type: RevisionChange, isArray: true }) changes!: RevisionChange[];
}

export class NoteItem {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty(nullableText) body!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class RelatedTicket {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() number!: number;
  @ApiProperty({ enum: TICKET_STATES }) state!: string;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
  @ApiProperty(nullableText) executionState!: string | null;
}

export class PastTicket extends RelatedTicket {
  @ApiProperty() domain!: string;
  @ApiProperty({ type: ToolCallRef, nullable: true }) toolCall!: ToolCallRef | null;
}

export class CustomerSees {
  @ApiProperty({ enum: ['ok', 'degraded', 'needs_review', 'blocked'] }) status!: string;
  @ApiProperty({ description: 'The answer that the agent gets; empty means it gets none' }) text!: string;
}

export class CustomerView {
  @ApiProperty({ type: CustomerSees }) now!: CustomerSees;
  @ApiProperty({ type: CustomerSees }) whenDone!: CustomerSees;
  @ApiProperty({ type: CustomerSees }) ifRejected!: CustomerSees;
}

export class TicketErasure {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty() byName!: string;
  @ApiProperty() reason!: string;
}

export class TicketDraft {
  @ApiProperty() answer!: string;
  @ApiProperty({ type: Number, nullable: true }) confidence!: number | null;
  @ApiProperty({ type: String, isArray: true }) citations!: string[];
  @ApiProperty(nullableText) model!: string | null;
  @ApiProperty(nullableText) promptVersion!: string | null;
}

/** The whole case file, as the review screen shows it. */
export class Ticket extends TicketStanding {
  @ApiProperty({ ...anyObject, description: 'The proposal as it was taken in' }) proposal!: unknown;
  @ApiProperty({ type: TicketDraft }) draft!: TicketDraft;
  @ApiProperty({ type: TicketToolCall, nullable: true }) declare toolCall: TicketToolCall | null;
  @ApiProperty({ type: TicketObservation, nullable: true, description: 'What was seen; null while nothing was' })
  observation!: TicketObservation | null;
  @ApiProperty({ description: 'Canonical JSON whose SHA-256 is contentHash' }) signedContent!: string;
  @ApiProperty({ type: RoutingDecisionItem }) routingDecision!: RoutingDecisionItem;
  @ApiProperty({ type: RevisionItem, isArray: true }) revisions!: RevisionItem[];
  @ApiProperty({ type: NoteItem, isArray: true }) notes!: NoteItem[];
  @ApiProperty({
    type: QuestionItem,
    isArray: true,
    description: 'What was asked of the customer, and answered; and what the agent added unasked',
  })
  exchange!: QuestionItem[];
  @ApiProperty({ type: RelatedTicket, isArray: true }) duplicates!: RelatedTicket[];
  @ApiProperty({ type: PastTicket, isArray: true }) customerHistory!: PastTicket[];
  @ApiProperty({ type: CustomerView }) customerView!: CustomerView;
  @ApiProperty({ type: TicketErasure, nullable: true, description: 'Who erased what it held of people, and why' })
  erasure!: TicketErasure | null;
}

export class TicketCounts {
  @ApiProperty({ description: 'Each counted no further than 10,001' }) needsMySignature!: number;
  @ApiProperty() mine!: number;
  @ApiProperty() escalated!: number;
  @ApiProperty({ description: 'Waiting for people' }) pending!: number;
  @ApiProperty({ description: 'Waiting for customers whom a reviewer asked' }) asked!: number;
  @ApiProperty() unknown!: number;
}
