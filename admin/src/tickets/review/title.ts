import type { Ticket } from '../../api-types';
import { decisionOf } from '../decision';
import type { SignedContent } from './signed-content';
import { words } from './words';

/** The decision as a question, from the signed bytes alone; unreadable bytes ask nothing. */
export function titleOf(ticket: Ticket, signed: SignedContent | null): string {
  if (!signed) return `T-${ticket.number}`;
  const asks = ticket.state === 'pending_review' ? '?' : '';
  if (!signed.tool) return words.answerTitle + asks;
  return decisionOf({ name: signed.tool.name, arguments: signed.arguments }).clause + asks;
}
