import type { Ticket } from '../../api-types';
import { decisionOf } from '../decision';
import type { SignedContent } from './signed-content';
import { words } from './words';

/** The decision as a question, from the signed bytes alone; unreadable bytes ask nothing. */
export function titleOf(ticket: Ticket, signed: SignedContent | null): string {
  if (!signed) return `T-${ticket.number}`;
  const { tool } = signed;
  const decision = tool ? decisionOf({ name: tool.name, arguments: signed.arguments }).clause : words.answerTitle;
  return ticket.state === 'pending_review' ? words.asks(decision) : decision;
}
