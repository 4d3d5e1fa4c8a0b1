import { ApiProperty } from '@nestjs/swagger';
import { PartList, Text, Time } from '../../platform/http/fields.js';

export const MOST_TEXTS_AT_ONCE = 200;

const name = {
  min: 1,
  max: 100,
  pattern: /^[\x21-\x7e]+$/,
  patternSays: 'is 1 to 100 visible ASCII characters',
};

export class ToldSupportText {
  @Text({ ...name, description: 'Your own name for it; told again, it counts once', example: 'zendesk-48213' })
  id!: string;

  @Text({ min: 1, max: 4000, description: 'The customer’s own words' })
  text!: string;

  @Time({ optional: true, description: 'When it was written; when it came in, unless said' })
  at?: string;

  @Text({
    max: 36,
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    patternSays: 'is the id of a proposal',
    optional: true,
    description: 'The proposal of yours that it is about',
  })
  proposalId?: string;

  @Text({ min: 1, max: 200, optional: true, description: 'What it is about; without one, what its proposal is about' })
  domain?: string;
}

export class TellSupportTexts {
  @PartList(() => ToldSupportText, { maxItems: MOST_TEXTS_AT_ONCE })
  texts!: ToldSupportText[];
}

export class TakenTextItem {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: ['added', 'known', 'erased'], description: 'What was erased is not taken in again' })
  came!: 'added' | 'known' | 'erased';
}

export class TakenTexts {
  @ApiProperty({ type: TakenTextItem, isArray: true, description: 'In the order in which they were told' })
  data!: TakenTextItem[];
}

export class EraseSupportText {
  @Text({ ...name, description: 'The name that it was told by' })
  id!: string;
}

export class ErasedTexts {
  @ApiProperty({ description: 'How many texts of that name had words' }) erased!: number;
}
