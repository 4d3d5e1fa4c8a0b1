import type { Ticket } from '../../api-types';
import { decisionOf } from '../decision';
import type { SignedContent } from './signed-content';
import { words } from './words';

/** The decision as a question, from the signed bytes alone; unreadable bytes ask nothing. */
export function titleOf(ticket: Ticket, signed: SignedContent | null): string {
  if (!signed) return `T-${ticket.number}`;
  if (!signed.tool) return words.answerTitle;
  const { act, subject } = decisionOf({ name: signed.tool.name, arguments: signed.arguments });
  const decision = subject ? `${act}, ${subject}` : act;
  return ticket.state === 'pending_review'
    ? `${subject && act.startsWith('Refund') ? `${act} on ${subject}` : decision}?`
    : decision;
}
