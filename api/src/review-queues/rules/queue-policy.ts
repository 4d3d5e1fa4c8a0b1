import { DocumentReader } from '../../approvals/rules/read-document.js';
import type { Priority } from '../../routing/rules/risk-score.js';

/** From the most pressing. */
export const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** Seconds to a decision, by priority. */
export type Targets = Readonly<Record<Priority, number>>;

/** How soon what waits is to be decided. */
export interface QueuePolicy {
  /**
   * Counted from when a ticket comes to people. It keeps its deadline from then on: when it is edited, when it is escalated
   * to leads who have no targets, and when this policy changes.
   */
  readonly slaSeconds: Targets;
  /** Counted from when a ticket comes to the leads (`leads-deadline.ts`); null where it keeps the deadline it has. */
  readonly leadsSlaSeconds: Targets | null;
}

/** The document cannot be a queue policy; `issues` names everything that is wrong with it. */
export class QueuePolicyError extends Error {
  constructor(readonly issues: readonly { path: string; message: string }[]) {
    super(issues.map((issue) => `${issue.path}: ${issue.message}`).join(' '));
    this.name = 'QueuePolicyError';
  }
}

const ROOT = 'queue_policy';
const LEAST_SECONDS = 10;
const MONTH_SECONDS = 2_678_400;

/**
 * Reads a queue policy document as parsed from JSON and checks all of it.
 * @throws QueuePolicyError naming everything that is wrong at once
 */
export function compileQueuePolicy(document: unknown): QueuePolicy {
  const reader = new DocumentReader();
  const root = reader.object(reader.object(document, '', [ROOT])[ROOT], ROOT, ['human_review', 'leads']);
  const slaSeconds = readTargets(reader, root.human_review, `${ROOT}.human_review`);
  const leadsSlaSeconds = root.leads === undefined ? null : readTargets(reader, root.leads, `${ROOT}.leads`);
  if (reader.issues.length > 0) throw new QueuePolicyError(reader.issues);
  return { slaSeconds, leadsSlaSeconds };
}

function readTargets(reader: DocumentReader, value: unknown, path: string): Targets {
  const sla = `${path}.sla_seconds`;
  const written = reader.object(reader.object(value, path, ['sla_seconds']).sla_seconds, sla, PRIORITIES);
  const before = reader.issues.length;
  const seconds = PRIORITIES.map((priority) =>
    reader.integer(written[priority], `${sla}.${priority}`, LEAST_SECONDS, MONTH_SECONDS),
  );
  for (const [at, priority] of PRIORITIES.entries()) {
    if (reader.issues.length > before || at === 0 || seconds[at]! >= seconds[at - 1]!) continue;
    const message = `must not be sooner than ${PRIORITIES[at - 1]}, which is more pressing.`;
    reader.issues.push({ path: `${sla}.${priority}`, message });
  }
  const [urgent, high, normal, low] = seconds as [number, number, number, number];
  return { urgent, high, normal, low };
}
