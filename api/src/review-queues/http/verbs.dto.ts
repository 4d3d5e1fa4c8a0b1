import { Text, Time } from '../../platform/http/fields.js';

export class Ask {
  @Text({ min: 1, max: 4000, description: 'What the customer reads' })
  question!: string;
}

export class Escalate {
  @Text({ min: 1, max: 4000, description: 'What the leads should know' })
  note!: string;
}

export class Snooze {
  @Time({ description: 'Until when; at most until it is due' })
  until!: string;
}
