import { ApiProperty } from '@nestjs/swagger';

export class ContextItem {
  @ApiProperty({ description: 'The revision that it made' }) revision!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description:
      '{text, conversation?, evidence?} as it was sent, and where the draft of this revision is a new one, `draft`: `agent` or `countersign`. Of the evidence the last `found` are passages that Countersign found for it. Null once erased',
  })
  body!: unknown;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class AskedQuestion {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ format: 'uuid' }) personId!: string;
  @ApiProperty() personName!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null once erased' }) text!: string | null;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

/** A question with its answer; either may be missing. */
export class QuestionItem {
  @ApiProperty({ type: AskedQuestion, nullable: true }) question!: AskedQuestion | null;
  @ApiProperty({ type: ContextItem, nullable: true }) answer!: ContextItem | null;
}
