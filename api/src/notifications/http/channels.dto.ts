import { ApiProperty } from '@nestjs/swagger';
import { Bool, Choice, ChoiceList, Text, TextList } from '../../platform/http/fields.js';
import { KINDS, MOST_RECIPIENTS } from '../rules/channel-faults.js';
import { EVENTS, FORMATS } from '../rules/message.js';
import { LANGUAGES } from '../rules/sentences.js';

const RECIPIENTS = { optional: true, maxItems: MOST_RECIPIENTS, max: 254 } as const;

export class CreateChannel {
  @Text({ min: 1, max: 100 })
  name!: string;

  @Choice({
    of: KINDS,
    optional: true,
    description: 'webhook unless it is said: with format and url; email: with recipients and language',
  })
  kind?: string;

  @Choice({ of: FORMATS, optional: true, description: 'slack: {text}; standard: {type, timestamp, data}' })
  format?: string;

  @Text({ min: 8, max: 2000, optional: true, description: 'Written and never answered: it may hold a token' })
  url?: string;

  @TextList({ ...RECIPIENTS, description: 'E-mail addresses' })
  recipients?: string[];

  @Choice({ of: LANGUAGES, optional: true, description: 'In which mails are written' })
  language?: string;

  @ChoiceList({ of: EVENTS, description: 'Actions of the audit log that it is told of' })
  events!: string[];
}

export class ChangeChannel {
  @Text({ min: 1, max: 100, optional: true })
  name?: string;

  @Text({ min: 8, max: 2000, optional: true, description: 'Messages that wait go there, too' })
  url?: string;

  @TextList({ ...RECIPIENTS, description: 'All of them; messages that wait go to them, too' })
  recipients?: string[];

  @Choice({ of: LANGUAGES, optional: true })
  language?: string;

  @ChoiceList({ of: EVENTS, optional: true })
  events?: string[];

  @Bool({ optional: true })
  active?: boolean;
}

export class ChannelKind {
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty({
    type: String,
    isArray: true,
    description: 'Settings of the processes without which none can be told',
    example: ['COUNTERSIGN_SMTP_URL'],
  })
  missing!: string[];
}

export class ChannelKinds {
  @ApiProperty({ type: ChannelKind, isArray: true }) data!: ChannelKind[];
}

export class CreatedChannel {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Standard Webhooks secret that signs what is sent, shown this once; null of a mailbox',
  })
  secret!: string | null;
}

export class LastMessage {
  @ApiProperty({ enum: EVENTS }) event!: string;
  @ApiProperty({ format: 'date-time' }) at!: Date;
  @ApiProperty() delivered!: boolean;
  @ApiProperty({ type: String, nullable: true }) error!: string | null;
}

export class ChannelItem {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ enum: KINDS }) kind!: string;
  @ApiProperty({ type: String, enum: FORMATS, nullable: true }) format!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Of a webhook’s URL, whose rest is not answered',
    example: 'hooks.slack.com:443',
  })
  host!: string | null;
  @ApiProperty({ type: String, isArray: true, nullable: true, description: 'E-mail addresses' })
  recipients!: string[] | null;
  @ApiProperty({ type: String, enum: LANGUAGES, nullable: true }) language!: string | null;
  @ApiProperty({ enum: EVENTS, isArray: true }) events!: string[];
  @ApiProperty() active!: boolean;
  @ApiProperty({ type: LastMessage, nullable: true }) last!: LastMessage | null;
  @ApiProperty({ description: 'Messages yet to be sent, counted no further than 1,001' }) waiting!: number;
  @ApiProperty({ format: 'date-time' }) createdAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'From then on it is told of nothing' })
  endedAt!: Date | null;
}

export class MessageItem {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: EVENTS }) event!: string;
  @ApiProperty({ type: String, nullable: true, description: 'A ticket or a tool; null for everything', example: 'T-7' })
  what!: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ticketId!: string | null;
  @ApiProperty({ format: 'date-time', description: 'When it happened' }) at!: Date;
  @ApiProperty({ enum: ['waiting', 'delivered', 'given_up'] }) state!: string;
  @ApiProperty({ type: 'integer', description: 'How often it was sent' }) attempts!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it was delivered or given up' })
  settledAt!: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was not delivered, when it was last tried' })
  error!: string | null;
}

export class TestDelivery {
  @ApiProperty() delivered!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'HTTP or SMTP status; null when no answer came' })
  status!: number | null;
  @ApiProperty({ description: 'What the server said, or why nothing was sent' }) says!: string;
}
