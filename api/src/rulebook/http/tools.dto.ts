import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Int, Json, Part, PartList, Text, TextList } from '../../platform/http/fields.js';
import { RETRY_CLASSES, RUNNERS } from '../rules/tool.js';
import { StopItem } from './kill-switch.dto.js';

export class Endpoint {
  @Text({ min: 8, max: 2000, example: 'http://127.0.0.1:4000/tools/issue_refund' })
  url!: string;
}

export class PreconditionDto {
  @Text({
    min: 1,
    max: 40,
    pattern: /^[a-z][a-z0-9_]*$/,
    patternSays: 'takes a to z, digits and _',
    example: 'payment',
  })
  name!: string;

  @Text({ min: 8, max: 2000, example: 'http://127.0.0.1:4000/payments', description: 'Read with GET; answers JSON' })
  url!: string;

  @Json({ description: 'Query parameter to the argument that fills it', example: { payment_id: 'payment_id' } })
  query!: Record<string, unknown>;

  @TextList({
    maxItems: 16,
    max: 200,
    description: 'Fields that must not change before the call runs: names or JSON pointers',
    example: ['status'],
  })
  watch!: string[];

  @TextList({ maxItems: 16, max: 200, optional: true, description: 'Fields that are shown and signed, and may change' })
  show?: string[];
}

/** The parts of a tool that can be wrong although each has the right form. */
class ToolParts {
  @Json({ description: 'JSON Schema (2020-12) of the arguments' })
  schema!: Record<string, unknown>;

  @Part(() => Endpoint)
  endpoint!: Endpoint;

  @Choice({
    of: ['none'],
    optional: true,
    nullable: true,
    description: '"none": runs without sign-off when routing allows it',
  })
  signOff?: string | null;

  @Choice({
    of: RUNNERS,
    optional: true,
    description: '"agent": its own backend makes the call, on a signed grant; the endpoint is then not called',
  })
  runner?: string;

  @PartList(() => PreconditionDto, {
    maxItems: 4,
    optional: true,
    description: 'Reads that must still hold at the run',
  })
  preconditions?: PreconditionDto[];
}

export class CheckTool extends ToolParts {
  @Json({ optional: true, description: 'Arguments to try: whether a proposal with these would be taken in' })
  example?: Record<string, unknown>;
}

export class RegisterTool extends ToolParts {
  @Text({ min: 1, max: 128, pattern: /^[A-Za-z0-9_.:-]+$/, patternSays: 'takes letters, digits and _ . : -' })
  name!: string;

  @Text({ max: 2000 })
  description!: string;

  @Choice({ of: RETRY_CLASSES })
  retryClass!: string;

  @Bool()
  changesWorld!: boolean;

  @Int({ min: 100, max: 120_000, optional: true, description: 'Milliseconds; 10,000 when left out' })
  timeoutMs?: number;

  @Int({ min: 1, max: 64, optional: true, description: 'Calls in flight per worker; 16 when left out' })
  maxInFlight?: number;

  @Int({
    min: 10,
    max: 3600,
    optional: true,
    description: 'For runner agent: seconds a grant is good; 300 when left out',
  })
  grantSeconds?: number;
}

export class FaultItem {
  @ApiProperty({ example: 'schema' }) path!: string;
  @ApiProperty() message!: string;
}

export class CheckedToolAnswer {
  @ApiProperty({ type: FaultItem, isArray: true, description: 'Nothing when it can be registered' })
  faults!: FaultItem[];
}

export class ToolStop extends StopItem {
  @ApiProperty({ description: 'Not this tool by itself: everything is stopped' }) everything!: boolean;
}

/** What was registered. */
export class ToolVersion {
  @ApiProperty() name!: string;
  @ApiProperty() version!: number;
  @ApiProperty() description!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) schema!: Record<string, unknown>;
  @ApiProperty({ type: Endpoint }) endpoint!: Endpoint;
  @ApiProperty() endpointVersion!: number;
  @ApiProperty({ enum: RETRY_CLASSES }) retryClass!: string;
  @ApiProperty() changesWorld!: boolean;
  @ApiProperty() timeoutMs!: number;
  @ApiProperty({ description: 'Calls in flight per worker' }) maxInFlight!: number;
  @ApiProperty({ type: String, nullable: true, enum: ['none', null] }) signOff!: string | null;
  @ApiProperty({ enum: RUNNERS }) runner!: string;
  @ApiProperty({ description: 'For runner agent' }) grantSeconds!: number;
  @ApiProperty({ type: PreconditionDto, isArray: true }) preconditions!: PreconditionDto[];
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
}

/** The newest version, and whether it may be called right now. */
export class ToolItem extends ToolVersion {
  @ApiProperty({
    enum: ['closed', 'open', 'half_open'],
    description: 'The worst that any worker says; open parks its calls',
  })
  circuit!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when it is not closed' })
  circuitSince!: Date | null;
  @ApiProperty({ type: ToolStop, nullable: true }) stopped!: ToolStop | null;
  @ApiProperty({ description: 'Approved calls that wait for it to be running again, counted no further than 10,001' })
  parked!: number;
}

export class RegisteredTool extends ToolVersion {
  @ApiProperty({ description: 'Standard Webhooks secret that requests to the tool are signed with; shown this once' })
  signingSecret!: string;
}
