import { ApiProperty } from '@nestjs/swagger';
import { ReceiptItem } from '../../audit-log/http/receipt.dto.js';
import { Message, ProposalDraft, ProposalEvidence, ProposalToolCall } from '../../intake/http/proposal.dto.js';
import { ProposalAnswerDto } from '../../intake/http/proposals.dto.js';
import { Part, PartList, Text } from '../../platform/http/fields.js';

/** What an agent adds to a proposal that waits for people; what it leaves out stays as it was. */
export class AddedContext {
  @Text({ min: 1, max: 262_144, description: 'What the customer answered', example: 'It is the order of last Friday' })
  text!: string;

  @PartList(() => Message, { maxItems: 512, optional: true, description: 'What was said since, oldest first' })
  conversation?: Message[];

  @PartList(() => ProposalEvidence, { maxItems: 200, optional: true, description: 'Evidence besides what was given' })
  evidence?: ProposalEvidence[];

  @Part(() => ProposalDraft, { optional: true, description: 'The answer the agent would give now' })
  draft?: ProposalDraft;

  @Part(() => ProposalToolCall, { optional: true, description: 'The tool call it would ask for now' })
  toolCall?: ProposalToolCall;
}

export class AnswerWithContext extends ProposalAnswerDto {
  @ApiProperty({ type: ReceiptItem }) receipt!: ReceiptItem;
}
