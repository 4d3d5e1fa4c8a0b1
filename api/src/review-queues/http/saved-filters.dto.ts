import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, Json, Text } from '../../platform/http/fields.js';

/** The console's views of the tickets. */
export const VIEWS = ['signature', 'mine', 'escalated', 'pending', 'asked', 'unknown', 'all'] as const;

export class SaveFilter {
  @Text({ min: 1, max: 80, pattern: /\S/, patternSays: 'has a name that can be read' })
  name!: string;

  @Choice({ of: VIEWS })
  view!: string;

  @Json({ description: 'Filters of GET /v1/tickets by their names, each with one text' })
  narrow!: Record<string, unknown>;

  @Bool({ optional: true, description: 'Everybody sees it; support leads only' })
  shared?: boolean;
}

export class SavedFilterItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: VIEWS }) view!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) narrow!: Record<string, string>;
  @ApiProperty() shared!: boolean;
  @ApiProperty({ format: 'uuid' }) ownerId!: string;
  @ApiProperty() ownerName!: string;
  @ApiProperty({ description: 'Whether you may remove it' }) removable!: boolean;
}
