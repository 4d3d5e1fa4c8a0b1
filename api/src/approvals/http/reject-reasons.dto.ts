import { ApiProperty } from '@nestjs/swagger';
import { Int, PartList, Text } from '../../platform/http/fields.js';

export class RejectReasonItem {
  @Text({
    min: 1,
    max: 64,
    pattern: /^[a-z][a-z0-9_]*$/,
    patternSays: 'is lower-case letters, digits and _, and begins with a letter',
    description: 'What the agent is told',
  })
  code!: string;

  @Text({ min: 1, max: 120, description: 'What people choose' })
  label!: string;
}

export class RejectReasonList {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: RejectReasonItem, isArray: true, description: 'What is offered, in this order' })
  data!: RejectReasonItem[];
  @ApiProperty({ type: RejectReasonItem, isArray: true, description: 'What was offered once' })
  archived!: RejectReasonItem[];
}

export class ChangeRejectReasons {
  @Int({ min: 1, max: 2_147_483_647, description: 'The version that this was made from' })
  version!: number;

  @PartList(() => RejectReasonItem, { maxItems: 30, description: 'The whole list; what is left out is archived' })
  reasons!: RejectReasonItem[];
}
