import { ApiProperty } from '@nestjs/swagger';
import { Choice, Json, Text } from '../../platform/http/fields.js';

export class GrantAnswer {
  @ApiProperty({ format: 'uuid' }) executionId!: string;
  @ApiProperty({ description: 'A JWT signed with Ed25519; its claims are in docs/grants.md' }) grant!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
}

export class Redeem {
  @Text({ min: 1, max: 800_000, description: 'The grant as the agent brought it' })
  grant!: string;
}

export class RedeemAnswer {
  @ApiProperty({ format: 'uuid' }) executionId!: string;
  @ApiProperty({ format: 'uuid' }) ticketId!: string;
  @ApiProperty({ format: 'date-time' }) redeemedAt!: string;
}

export class ReportOutcome {
  @Text({
    min: 36,
    max: 36,
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    patternSays: 'takes the id of the execution',
  })
  executionId!: string;

  @Choice({ of: ['succeeded', 'failed'] })
  state!: string;

  @Json({ optional: true, nullable: true, description: 'What the tool answered' })
  result?: Record<string, unknown> | null;
}

export class PublishedKey {
  @ApiProperty({ example: 'OKP' }) kty!: string;
  @ApiProperty({ example: 'Ed25519' }) crv!: string;
  @ApiProperty() x!: string;
  @ApiProperty({ description: 'RFC 7638 thumbprint' }) kid!: string;
  @ApiProperty({ example: 'sig' }) use!: string;
  @ApiProperty({ example: 'EdDSA' }) alg!: string;
}

export class PublishedKeys {
  @ApiProperty({ type: PublishedKey, isArray: true }) keys!: PublishedKey[];
}
