import { ApiProperty } from '@nestjs/swagger';
import { Text, TextList, Time } from '../../platform/http/fields.js';

const SCOPE_SAYS = 'left out or null: all';

export class CreateAgent {
  @Text({ min: 1, max: 100 })
  name!: string;

  @TextList({
    maxItems: 200,
    max: 128,
    optional: true,
    nullable: true,
    description: `Registered tools it may ask for; ${SCOPE_SAYS}`,
  })
  tools?: string[] | null;

  @TextList({
    maxItems: 200,
    max: 64,
    optional: true,
    nullable: true,
    description: `Domains it may propose in; ${SCOPE_SAYS}`,
  })
  domains?: string[] | null;
}

export class IssueKey {
  @TextList({ maxItems: 200, max: 128, optional: true, nullable: true, description: SCOPE_SAYS })
  tools?: string[] | null;

  @TextList({ maxItems: 200, max: 64, optional: true, nullable: true, description: SCOPE_SAYS })
  domains?: string[] | null;
}

export class RotateKey {
  @Time({ description: 'Until when the key that is replaced still works; at most 90 days ahead' })
  until!: string;
}

export class CreatedAgent {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'uuid' }) ownerId!: string;
}

export class IssuedKey {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'Shown this once' }) key!: string;
  @ApiProperty() prefix!: string;
}

export class AgentKeyItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() prefix!: string;
  @ApiProperty({ format: 'uuid' }) issuedBy!: string;
  @ApiProperty({ type: String, isArray: true, nullable: true }) tools!: string[] | null;
  @ApiProperty({ type: String, isArray: true, nullable: true }) domains!: string[] | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Set when it was rotated' })
  expiresAt!: Date | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The last change asked for with it, to the minute',
  })
  lastUsedAt!: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The key whose place it took' })
  replaces!: string | null;
}

export class AgentItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ format: 'uuid' }) ownerId!: string;
  @ApiProperty() ownerName!: string;
  @ApiProperty() active!: boolean;
  @ApiProperty({ type: String, isArray: true, nullable: true }) tools!: string[] | null;
  @ApiProperty({ type: String, isArray: true, nullable: true }) domains!: string[] | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: AgentKeyItem, isArray: true }) keys!: AgentKeyItem[];
}
