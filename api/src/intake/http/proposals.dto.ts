import { ApiProperty } from '@nestjs/swagger';
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
  @ApiProperty({ required: false, description: 'There when the texts were erased' }) erased?: boolean;
}

export class TakenInAnswer extends ProposalAnswerDto {
  @ApiProperty({ type: ReceiptItem, description: 'That it was received' }) receipt!: ReceiptItem;
}

export class WithdrawnAnswer extends ProposalAnswerDto {
  @ApiProperty({ type: ReceiptItem }) receipt!: ReceiptItem;
}
