import { ApiProperty } from '@nestjs/swagger';
import { Bool, Int, PartList, Text } from '../../platform/http/fields.js';

const MODEL = { min: 1, max: 120, pattern: /^[\w./:@-]+$/, patternSays: 'is the name of a model' };
const MOST_MICROS = 1_000_000_000;

export class PromptPrice {
  @Text(MODEL)
  model!: string;

  @Int({ min: 0, max: MOST_MICROS, description: 'Millionths of a US dollar for a million tokens read' })
  inputMicros!: number;

  @Int({ min: 0, max: MOST_MICROS, description: 'The same for a million tokens written' })
  outputMicros!: number;
}

export class AddPrompt {
  @Text({ min: 1, max: 20_000, description: 'What the model is told' })
  instructions!: string;

  @Text({ ...MODEL, example: 'gpt-4.1-mini' })
  model!: string;

  @Text({ ...MODEL, optional: true, nullable: true, description: 'Asked when the first one can’t be had' })
  fallbackModel?: string | null;

  @Int({ min: 16, max: 32_000 })
  maxOutputTokens!: number;

  @Bool({ optional: true, description: 'Asks for log-probabilities, which some models refuse; yes when left out' })
  logprobs?: boolean;

  @PartList(() => PromptPrice, { maxItems: 10, description: 'Of each model that is named' })
  prices!: PromptPrice[];

  @Int({ min: 1, max: 2_147_483_646, description: 'The version it was written from, which must still be the newest' })
  basedOn!: number;
}

export class PromptItem {
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty() instructions!: string;
  @ApiProperty() model!: string;
  @ApiProperty({ type: String, nullable: true }) fallbackModel!: string | null;
  @ApiProperty({ type: 'integer' }) maxOutputTokens!: number;
  @ApiProperty() logprobs!: boolean;
  @ApiProperty({ type: PromptPrice, isArray: true }) prices!: PromptPrice[];
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, nullable: true }) createdBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) createdByName!: string | null;
  @ApiProperty({ description: 'Whether this version is in force' }) active!: boolean;
}

export class AddedPrompt {
  @ApiProperty({ type: 'integer', description: 'The newest one, when the prompt equals it' }) version!: number;
}
