import { readFileSync } from 'node:fs';

export type QueueName = 'human_review' | 'leads';

/** Target seconds to a decision, by queue and priority. */
export type SlaTargets = Record<QueueName, Record<string, number>>;

/** The targets of `review-queues.json`, read once at start. */
export const SLA_TARGETS: SlaTargets = JSON.parse(
  readFileSync(new URL('./review-queues.json', import.meta.url), 'utf8'),
) as SlaTargets;
