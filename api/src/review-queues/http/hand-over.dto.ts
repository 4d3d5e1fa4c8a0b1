import { Choice, Text } from '../../platform/http/fields.js';
import { QUEUES, type QueueName } from '../rules/hand-over.js';

export class HandOver {
  @Choice({ of: QUEUES, optional: true, description: 'Back to a queue, for anybody' })
  queue?: QueueName;

  @Text({ min: 36, max: 36, optional: true, description: 'To a person who may work on it, for half an hour' })
  personId?: string;

  @Text({ min: 1, max: 4000, optional: true, nullable: true, description: 'What they should know' })
  note?: string | null;
}
