import { ApiProperty } from '@nestjs/swagger';
import { NEXT_ACTIONS, REASON_CODES, STATUSES } from '../../intake/rules/contract-rows.js';
import { Choice, PartList, Text, Time } from '../../platform/http/fields.js';
import { EVENT_TYPES, type EventType } from '../rules/user-event.js';

const MOST_AT_ONCE = 50;

export class ReportEvent {
  @Choice({ of: EVENT_TYPES, description: 'What the user did, or what turned out later' })
  type!: EventType;

  @Text({
    min: 1,
    max: 100,
    pattern: /^[\x21-\x7e]+$/,
    patternSays: 'is 1 to 100 visible ASCII characters',
    optional: true,
    description: 'Your own name for it; told again, it counts once. Without one every call is an event of its own',
  })
  id?: string;

  @Time({ optional: true, description: 'When it happened; when it came in, unless said' })
  at?: string;

  @Text({ min: 1, max: 500, optional: true, description: 'With opened_citation: which', example: 'kb:refund-policy#3' })
  citation?: string;

  @Text({ min: 1, max: 4000, optional: true, description: 'The user’s own words' })
  text?: string;
}

export class ReportEvents {
  @PartList(() => ReportEvent, { maxItems: MOST_AT_ONCE })
  events!: ReportEvent[];
}

export class RecordedEventItem {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: EVENT_TYPES }) type!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: 'False when it was known before' }) isNew!: boolean;
}

export class RecordedEvents {
  @ApiProperty({ type: RecordedEventItem, isArray: true, description: 'In the order in which they were told' })
  data!: RecordedEventItem[];
}

/** An event beside what the answer said when it came in. */
export class UserEventItem {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: EVENT_TYPES }) type!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ format: 'date-time' }) receivedAt!: string;
  @ApiProperty() revision!: number;
  @ApiProperty({ enum: STATUSES }) status!: string;
  @ApiProperty({ enum: REASON_CODES, nullable: true, type: String }) reasonCode!: string | null;
  @ApiProperty({ enum: NEXT_ACTIONS, nullable: true, type: String }) nextAction!: string | null;
  @ApiProperty({ type: Number, nullable: true }) confidence!: number | null;
  @ApiProperty({ type: String, nullable: true }) citation!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The user’s own words' }) text!: string | null;
}

export class UserEvents {
  @ApiProperty({ type: UserEventItem, isArray: true, description: 'Oldest first; all there are, 500 at most' })
  data!: UserEventItem[];
  @ApiProperty({ type: String, nullable: true, enum: [null] }) nextCursor!: null;
}
