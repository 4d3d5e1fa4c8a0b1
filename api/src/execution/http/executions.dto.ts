import { ApiProperty } from '@nestjs/swagger';
import { ReceiptItem } from '../../audit-log/http/receipt.dto.js';
import { Choice, Text } from '../../platform/http/fields.js';
import { FOUND_OUT } from '../rules/resolve.js';

const nullableText = { type: String, nullable: true } as const;
const nullableTime = { type: String, format: 'date-time', nullable: true } as const;

export class Resolve {
  @Choice({ of: FOUND_OUT })
  outcome!: string;

  @Text({ min: 1, max: 4000, pattern: /\S/, patternSays: 'says how you know', example: 'Ledger entry 8841 of 14:02' })
  evidence!: string;
}

export class ProposedOutcome {
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty({ enum: FOUND_OUT }) outcome!: string;
  @ApiProperty({ ...nullableText, description: 'Null once erased' }) evidence!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class LookUpItem {
  @ApiProperty({ format: 'uuid' }) askedBy!: string;
  @ApiProperty() askedByName!: string;
  @ApiProperty({ format: 'date-time' }) askedAt!: string;
  @ApiProperty(nullableTime) answeredAt!: string | null;
  @ApiProperty(nullableText) answer!: string | null;
}

/** One run of a tool call, as it stands among others. */
export class ExecutionSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) ticketId!: string;
  @ApiProperty() ticketNumber!: number;
  @ApiProperty() revision!: number;
  @ApiProperty() tool!: string;
  @ApiProperty() toolVersion!: number;
  @ApiProperty({ enum: ['idempotent', 'queryable', 'once'] }) retryClass!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Personal data is masked' })
  arguments!: unknown;
  @ApiProperty(nullableText) customerRef!: string | null;
  @ApiProperty() state!: string;
  @ApiProperty() attempts!: number;
  @ApiProperty(nullableText) error!: string | null;
  @ApiProperty({ format: 'date-time' }) readyAt!: string;
  @ApiProperty(nullableTime) intentAt!: string | null;
  @ApiProperty(nullableTime) finishedAt!: string | null;
  @ApiProperty({ type: ProposedOutcome, nullable: true, description: 'What one person says, while another has to' })
  proposed!: ProposedOutcome | null;
  @ApiProperty({ type: LookUpItem, nullable: true, description: 'The last time somebody had the provider asked' })
  lookUp!: LookUpItem | null;
  @ApiProperty({ enum: ['resolve', 'look_up'], isArray: true, description: 'What you may do about an unknown outcome' })
  allowedActions!: string[];
}

export class Resolved {
  @ApiProperty({ enum: ['proposed', 'confirmed'], description: 'Confirmed: the outcome is known now' })
  resolution!: string;
  @ApiProperty({ format: 'uuid' }) ticketId!: string;
  @ApiProperty({ type: ReceiptItem }) receipt!: ReceiptItem;
}

export class LookUpAsked {
  @ApiProperty({ enum: ['asked'], description: 'A worker asks; see `lookUp` in `GET /v1/executions`' }) lookUp!: string;
}
