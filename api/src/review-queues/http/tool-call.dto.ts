import { ApiProperty } from '@nestjs/swagger';

const nullableText = { type: String, nullable: true } as const;
const anyObject = { type: 'object', additionalProperties: true } as const;

/** What must still hold when the tool call runs. */
export class TicketPrecondition {
  @ApiProperty() name!: string;
  @ApiProperty() url!: string;
  @ApiProperty({ type: String, isArray: true }) watch!: string[];
  @ApiProperty({ type: String, isArray: true }) show!: string[];
}

/** What was seen of it when this revision was made. */
export class TicketObservation {
  @ApiProperty({ format: 'date-time' }) asOf!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'By precondition: {watch: {field: value}, show: {field: value}}',
  })
  seen!: unknown;
}

/** The tool call of the current revision, with what its tool is registered as. */
export class TicketToolCall {
  @ApiProperty() name!: string;
  @ApiProperty({ ...anyObject, description: 'With the keys in the order they were submitted' }) arguments!: unknown;
  @ApiProperty({ description: 'RFC 8785 text of the arguments: the very text that is hashed and sent' })
  canonical!: string;
  @ApiProperty({ type: Number, nullable: true }) version!: number | null;
  @ApiProperty() registered!: boolean;
  @ApiProperty() changesWorld!: boolean;
  @ApiProperty(nullableText) retryClass!: string | null;
  @ApiProperty({ enum: ['countersign', 'agent'], description: 'Who makes the call' }) runner!: string;
  @ApiProperty(nullableText) endpoint!: string | null;
  @ApiProperty({ type: Number, nullable: true }) endpointVersion!: number | null;
  @ApiProperty({ ...anyObject, nullable: true }) schema!: unknown;
  @ApiProperty(nullableText) description!: string | null;
  @ApiProperty({ type: TicketPrecondition, isArray: true, description: 'What must still hold when it runs' })
  preconditions!: TicketPrecondition[];
}
