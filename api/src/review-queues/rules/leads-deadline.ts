import type { Priority } from '../../routing/rules/risk-score.js';
import type { TicketHead } from '../../tickets/rules/case-file.js';
import type { QueuePolicy } from './queue-policy.js';

type Deadline = Pick<TicketHead, 'dueAt' | 'slaSeconds'>;

/**
 * When a ticket is due that comes to the leads now: within their target, counted from now. However often it is sent there and
 * back, it is never due later than both targets together allow, and one that is late already stays late: passing a ticket on
 * undoes no breach.
 * @returns what changes; nothing where the leads have no targets or the ticket keeps its deadline
 */
export function leadsDeadline(
  { dueAt, slaSeconds, priority }: Deadline & Pick<TicketHead, 'priority'>,
  { slaSeconds: first, leadsSlaSeconds: leads }: QueuePolicy,
  now: Date,
): Partial<Deadline> {
  if (leads === null || dueAt === null || slaSeconds === null || dueAt <= now) return {};
  const came = dueAt.getTime() - slaSeconds * 1000;
  // Targets are whole seconds, and a ticket is due exactly its target after it came.
  const waited = Math.floor((now.getTime() - came) / 1000);
  const level = priority as Priority;
  const target = Math.min(waited + leads[level], first[level] + leads[level]);
  // A target that was shortened meanwhile may be over: then the ticket keeps what it has.
  if (came + target * 1000 <= now.getTime() || target === slaSeconds) return {};
  return { dueAt: new Date(came + target * 1000), slaSeconds: target };
}
