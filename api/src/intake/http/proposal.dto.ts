import { Choice, Int, Json, Num, Part, PartList, Text, TextList, Time } from '../../platform/http/fields.js';

const MOST_TEXT = 262_144;

export class Message {
  @Choice({ of: ['user', 'assistant', 'tool', 'system'] })
  role!: string;

  @Text({ max: MOST_TEXT })
  content!: string;
}

export class ProposalRequest {
  @Text({ min: 1, max: MOST_TEXT, description: 'What the customer asks', example: 'I was charged twice' })
  text!: string;

  @PartList(() => Message, { maxItems: 512, optional: true, description: 'The conversation so far, oldest first' })
  conversation?: Message[];

  @Text({ min: 1, max: 200, optional: true, nullable: true, example: 'cus_81' })
  customerRef?: string | null;
}

export class ProposalDraft {
  @Text({ max: MOST_TEXT, description: 'The answer the agent would give; may be empty' })
  answer!: string;

  @Num({
    min: 0,
    max: 1,
    optional: true,
    nullable: true,
    description: 'What the model says of itself; left out is null, never a default',
  })
  confidence?: number | null;

  @TextList({ maxItems: 100, max: 500, optional: true, description: 'Ids of evidence' })
  citations?: string[];

  @Text({ max: 200, optional: true, nullable: true })
  model?: string | null;

  @Text({ max: 200, optional: true, nullable: true })
  promptVersion?: string | null;
}

export class ProposalEvidence {
  @Text({ min: 1, max: 500, example: 'kb:refund-policy#3' })
  id!: string;

  @Text({ max: 1000, optional: true, nullable: true })
  title?: string | null;

  @Text({ max: 4000, optional: true, nullable: true })
  uri?: string | null;

  @Text({ max: MOST_TEXT, optional: true, nullable: true })
  excerpt?: string | null;

  @Time({ optional: true, nullable: true })
  updatedAt?: string | null;
}

export class ProposalPolicy {
  @Text({ max: 64, optional: true, nullable: true, example: 'allow' })
  decision?: string | null;

  @Text({ max: 64, optional: true, nullable: true, example: 'low' })
  piiLeakRisk?: string | null;
}

export class ProposalToolCall {
  @Text({ min: 1, max: 128, example: 'issue_refund' })
  name!: string;

  @Json({ example: { payment_id: 'pay_1', amount_minor: '4200', currency: 'EUR', reason: 'duplicate' } })
  arguments!: Record<string, unknown>;
}

export class NewProposal {
  @Part(() => ProposalRequest)
  request!: ProposalRequest;

  @Text({ max: 200, example: 'payment' })
  domain!: string;

  @Part(() => ProposalDraft)
  draft!: ProposalDraft;

  @PartList(() => ProposalEvidence, { maxItems: 200, optional: true })
  evidence?: ProposalEvidence[];

  @Part(() => ProposalPolicy, { optional: true, nullable: true })
  policy?: ProposalPolicy | null;

  @Part(() => ProposalToolCall, { optional: true, nullable: true })
  toolCall?: ProposalToolCall | null;

  @Int({
    min: 1,
    max: 86_400,
    optional: true,
    nullable: true,
    description: 'An earlier end than the sign-off policy sets: after it, an answer is of no use',
  })
  expiresInSeconds?: number | null;
}
