import { DocumentReader } from '../../approvals/rules/read-document.js';
import type { Priority } from '../../routing/rules/risk-score.js';

/** From the most pressing. */
export const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** How soon what waits is to be decided. */
export interface QueuePolicy {
  /**
   * Seconds to a decision by priority, counted from when a ticket comes to people. It keeps its deadline from then on:
   * when it is edited, when it is escalated to the leads, and when this policy changes.
   */
  readonly slaSeconds: Readonly<Record<Priority, number>>;
}

/** The document cannot be a queue policy; `issues` names everything that is wrong with it. */
export class QueuePolicyError extends Error {
  constructor(readonly issues: readonly { path: string; message: string }[]) {
    super(issues.map((issue) => `${issue.path}: ${issue.message}`).join(' '));
    this.name = 'QueuePolicyError';
  }
}

const ROOT = 'queue_policy';
const SLA = `${ROOT}.human_review.sla_seconds`;
const LEAST_SECONDS = 10;
const MONTH_SECONDS = 2_678_400;

/**
 * Reads a queue policy document as parsed from JSON and checks all of it.
 * @throws QueuePolicyError naming everything that is wrong at once
 */
export function compileQueuePolicy(document: unknown): QueuePolicy {
  const reader = new DocumentReader();
  const root = reader.object(reader.object(document, '', [ROOT])[ROOT], ROOT, ['human_review']);
  const queue = reader.object(root.human_review, `${ROOT}.human_review`, ['sla_seconds']);
  const written = reader.object(queue.sla_seconds, SLA, PRIORITIES);
  const seconds = PRIORITIES.map((priority) =>
    reader.integer(written[priority], `${SLA}.${priority}`, LEAST_SECONDS, MONTH_SECONDS),
  );
  if (reader.issues.length === 0) {
    for (const [at, priority] of PRIORITIES.entries()) {
      if (at > 0 && seconds[at]! < seconds[at - 1]!) {
        reader.refuse(
          `${SLA}.${priority}`,
          `must not be sooner than ${PRIORITIES[at - 1]}, which is more pressing.`,
          null,
        );
      }
    }
  }
  if (reader.issues.length > 0) throw new QueuePolicyError(reader.issues);
  const [urgent, high, normal, low] = seconds as [number, number, number, number];
  return { slaSeconds: { urgent, high, normal, low } };
}
