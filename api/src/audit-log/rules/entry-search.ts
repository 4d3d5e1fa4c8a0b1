import type { TicketFilters } from '../../tickets/rules/ticket-search.js';
import type { AuditAction } from './audit-actions.js';

/** How entries are asked for; null does not narrow them. */
export interface EntryFilters {
  ticketId: string | null;
  /** What this person or agent did. */
  actorId: string | null;
  action: string | null;
  /** ISO 8601, by `at`; `to` is the first moment that is too late. */
  from: string | null;
  to: string | null;
  /** What the ticket is that an entry is of; null takes entries of anything. */
  ticket: TicketFilters | null;
}

/**
 * What happens to most tickets and sessions. All other actions have an index of their own, which entries of these never pay for; the
 * migration that made it names the same ones.
 */
export const FREQUENT_ACTIONS = [
  'proposal.received',
  'ticket.routed',
  'ticket.claimed',
  'ticket.released',
  'ticket.approved',
  'ticket.rejected',
  'sign_off.given',
  'execution.intended',
  'execution.succeeded',
  'session.opened',
  'session.closed',
] as const satisfies readonly AuditAction[];
