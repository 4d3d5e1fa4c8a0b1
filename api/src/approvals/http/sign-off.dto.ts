import { ApiProperty } from '@nestjs/swagger';
import { Allow, IsDefined } from 'class-validator';
import { Bool, Json, Num, Part, Text, TextList } from '../../platform/http/fields.js';

const NOTE = { max: 4000, optional: true, nullable: true } as const;

/** What the client was shown. Any form that is not the current one is a 409, so neither is checked further here. */
export class Shown {
  @ApiProperty({ type: 'integer', description: 'The revision that was shown' })
  @IsDefined()
  @Allow()
  revision!: unknown;

  @ApiProperty({ type: String, description: 'The contentHash that was shown' })
  @IsDefined()
  @Allow()
  contentHash!: unknown;
}

export class Approve extends Shown {
  @Text(NOTE)
  note?: string | null;

  @Bool({ optional: true, description: 'Signs a repeat of a tool call that is made or pending' })
  knowingRepeat?: boolean;
}

export class Reject extends Shown {
  @Text({ min: 1, max: 64, description: 'A code that /v1/reject-reasons offers' })
  reason!: string;

  @Text(NOTE)
  note?: string | null;
}

export class Revoke extends Shown {
  @Text({ min: 1, max: 4000, description: 'Why, for whoever looks at it next' })
  note!: string;
}

const AS_IT_WAS = 'What the model said of itself: may be sent along, as it was' as const;

export class EditedDraft {
  @Text({ max: 262_144 })
  answer!: string;

  @TextList({ maxItems: 100, max: 500, optional: true })
  citations?: string[];

  @Num({ min: 0, max: 1, optional: true, nullable: true, description: AS_IT_WAS })
  confidence?: number | null;

  @Text({ max: 200, optional: true, nullable: true, description: AS_IT_WAS })
  model?: string | null;

  @Text({ max: 200, optional: true, nullable: true, description: AS_IT_WAS })
  promptVersion?: string | null;
}

export class EditedToolCall {
  @Text({ min: 1, max: 128, optional: true, description: 'The same tool; another one takes a new proposal' })
  name?: string;

  @Json()
  arguments!: Record<string, unknown>;
}

export class Revise extends Shown {
  @Part(() => EditedDraft, { optional: true })
  draft?: EditedDraft;

  @Part(() => EditedToolCall, { optional: true })
  toolCall?: EditedToolCall;

  @Text(NOTE)
  note?: string | null;
}
