import { idFilter, timeFilter } from '../../platform/http/paging.js';
import { readTicketFilters, TICKET_FILTERS } from '../../tickets/http/ticket-query.js';
import { narrows } from '../../tickets/rules/ticket-search.js';
import type { EntryFilters } from '../rules/entry-search.js';

/** What entries are asked for by: of themselves, and of the ticket that they are of. */
export const ENTRY_FILTERS = [
  'ticketId',
  'actorId',
  'action',
  'from',
  'to',
  ...TICKET_FILTERS.filter((name) => name !== 'personId'),
] as const;

/**
 * A role is that of a signature; with an actor, of theirs.
 * @throws Problem 400
 */
export function readEntryFilters(given: Record<string, string>): EntryFilters {
  const actorId = idFilter('actorId', given.actorId)?.toLowerCase() ?? null;
  const ticket = readTicketFilters({ ...given, personId: given.role === undefined ? undefined : given.actorId });
  return {
    ticketId: idFilter('ticketId', given.ticketId)?.toLowerCase() ?? null,
    actorId,
    action: given.action ?? null,
    from: timeFilter('from', given.from),
    to: timeFilter('to', given.to),
    ticket: narrows(ticket) ? ticket : null,
  };
}
