import { type Refusal, refusalOf, type Viewer } from '../../approvals/rules/allowed-actions.js';
import type { Standing } from '../../approvals/rules/standing.js';
import type { Rules } from '../../rulebook/rules/rules-in-force.js';
import type { CaseFile } from '../../tickets/rules/case-file.js';

/** Where tickets wait: for anybody, or for the leads. */
export const QUEUES = ['human_review', 'leads'] as const;
export type QueueName = (typeof QUEUES)[number];

export type Recipient = { queue: QueueName } | { person: Viewer | null };

type HandOverRefusal = Omit<Refusal, 'status'> & { status: 403 | 422 };

/**
 * Why the ticket can't go there; null when it can. That the viewer may hand it over at all is asked before.
 * A person must be one who may work on it: whoever is no reviewer, or whom its requirement does not name, would only hold it.
 */
export function refusalToGive(
  to: Recipient,
  viewer: Viewer,
  file: CaseFile,
  rules: Rules,
  standing: Standing,
): HandOverRefusal | null {
  const { ticket, now } = file;
  if ('queue' in to) {
    if (to.queue === ticket.queue) {
      const held = ticket.claimedBy !== null && ticket.claimedUntil !== null && ticket.claimedUntil > now;
      return held
        ? null
        : { status: 422, code: 'nothing_changed', detail: 'It is in this queue, and nobody holds it.' };
    }
    return ticket.queue === 'leads' && !viewer.roles.includes('support_lead')
      ? { status: 403, code: 'not_allowed', detail: 'Only support leads take a ticket out of the leads’ queue.' }
      : null;
  }
  const cannot = { status: 422, code: 'not_a_reviewer', detail: 'This person can’t work on this ticket.' } as const;
  if (!to.person) return cannot;
  const refusal = refusalOf('claim', to.person, file, rules, standing);
  return refusal && refusal.code !== 'claimed_by_other' ? cannot : null;
}
