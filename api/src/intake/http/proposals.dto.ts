import { ApiProperty, OmitType, PickType } from '@nestjs/swagger';
import { ReceiptItem } from '../../audit-log/http/receipt.dto.js';
import { ExecutionItem } from '../../tickets/http/execution.dto.js';
import { TICKET_STATES } from '../../tickets/rules/lifecycle.js';
import { NEXT_ACTIONS, REASON_CODES, STATUSES } from '../rules/contract-rows.js';
import { LANGUAGES } from '../rules/sentences.js';

export class TicketInAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: TICKET_STATES }) state!: string;
  @ApiProperty({ type: String, nullable: true }) queue!: string | null;
  @ApiProperty() revision!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) dueAt!: string | null;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ type: String, isArray: true, example: ['duplicate'] }) flags!: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Why a person refused it: a code of their list' })
  rejectReason!: string | null;
}

export class UserMessageDto {
  @ApiProperty({ description: 'How it stands, why, and what the user can do' }) text!: string;
  @ApiProperty({ enum: LANGUAGES }) language!: string;
}

export class QuestionInAnswer {
  @ApiProperty() text!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
}

export class ProposalAnswerDto {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ description: 'Empty unless status is ok' }) answer!: string;
  @ApiProperty({ type: Number, nullable: true }) confidence!: number | null;
  @ApiProperty({ enum: REASON_CODES, nullable: true, type: String }) reasonCode!: string | null;
  @ApiProperty({ enum: NEXT_ACTIONS, nullable: true, type: String }) nextAction!: string | null;
  @ApiProperty({ type: String, isArray: true }) citations!: string[];
  @ApiProperty({ type: UserMessageDto, description: 'The same for the user, in words' }) message!: UserMessageDto;
  @ApiProperty({ type: TicketInAnswer }) ticket!: TicketInAnswer;
  @ApiProperty({ type: ExecutionItem, nullable: true }) execution!: ExecutionItem | null;
  @ApiProperty({
    type: QuestionInAnswer,
    required: false,
    description:
      'There while a reviewer’s question to the customer is open; POST /v1/proposals/{id}/context answers it',
  })
  question?: QuestionInAnswer;
  @ApiProperty({ required: false, description: 'There when the texts were erased' }) erased?: boolean;
}

export class TicketOnCard extends PickType(TicketInAnswer, ['id', 'state', 'revision', 'dueAt']) {}

export class SourceOnCard {
  @ApiProperty({ description: 'As the draft cites it' }) citation!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: String, nullable: true }) heading!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Only of a web page' }) uri!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Only where status is ok' }) text!: string | null;
  @ApiProperty({ type: String, nullable: true }) updatedAt!: string | null;
}

/** The answer as the holder of a widget token sees it: nothing of how people decide. */
export class CardAnswerDto extends OmitType(ProposalAnswerDto, ['ticket', 'execution', 'erased']) {
  @ApiProperty({ type: TicketOnCard }) ticket!: TicketOnCard;
  @ApiProperty({ type: SourceOnCard, isArray: true, description: 'What the citations name, in their order' })
  sources!: SourceOnCard[];
}

export class WidgetTokenAnswer {
  @ApiProperty({ description: 'A JWT for this proposal alone, as Bearer' }) token!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class TakenInAnswer extends ProposalAnswerDto {
  @ApiProperty({ type: ReceiptItem, description: 'That it was received' }) receipt!: ReceiptItem;
}

export class WithdrawnAnswer extends ProposalAnswerDto {
  @ApiProperty({ type: ReceiptItem }) receipt!: ReceiptItem;
}
