import type { TicketFilters } from '../../tickets/rules/ticket-search.js';

/** How a decision is asked for; null does not narrow it. */
export interface DecisionFilters extends TicketFilters {
  /** ISO 8601, when it was decided; `to` is the first moment that is too late. */
  from: string | null;
  to: string | null;
}

export type DecisionSort = '-decidedAt' | '-amount';
