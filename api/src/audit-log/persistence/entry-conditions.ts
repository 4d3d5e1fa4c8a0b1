import type { Conditions } from '../../platform/database/conditions.js';
import { addTicketConditions } from '../../tickets/persistence/ticket-conditions.js';
import type { TicketFilters } from '../../tickets/rules/ticket-search.js';
import { type EntryFilters, FREQUENT_ACTIONS } from '../rules/entry-search.js';

/** Whether an `entry` is of a ticket, and the id can be cast. */
export const OF_A_TICKET = `entry.subject ~ '^ticket:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$'`;

/** Adds the action of an `entry`; that of a rare one leads to its index, which only its own words tell the planner. */
export function addAction(all: Conditions, action: string | null): void {
  if (action === null) return;
  all.add(`entry.action = ${all.value(action)}`);
  if (isRare(action)) all.add(`entry.action NOT IN (${FREQUENT_ACTIONS.map((name) => `'${name}'`).join(', ')})`);
}

export const isRare = (action: string): boolean => !FREQUENT_ACTIONS.some((name) => name === action);

/** Adds the one ticket that an `entry` has to be of, by its id or number. @returns whether there is one, whose entries an index leads to */
export function addOneTicket(all: Conditions, { ticketId, ticket }: EntryFilters): boolean {
  const number = ticket?.number ?? null;
  all.addFor(ticketId, (id) => `entry.subject = 'ticket:' || ${id}`);
  all.addFor(number, (name) => `entry.subject = 'ticket:' || (SELECT n.id FROM ticket n WHERE n.number = ${name})`);
  return ticketId !== null || number !== null;
}

/** Adds what the ticket has to be that an `entry` is of. Entries of anything else are left out. */
export function addTicketOf(all: Conditions, filters: TicketFilters | null): void {
  if (filters === null) return;
  const ofTicket = all.within();
  ofTicket.add('t.id = substr(entry.subject, 8)::uuid');
  addTicketConditions(ofTicket, filters);
  // What is no id is not to be cast, and AND promises no order.
  all.add(`CASE WHEN ${OF_A_TICKET} THEN EXISTS (
    SELECT FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = t.revision
      LEFT JOIN execution e ON e.ticket_id = t.id AND e.revision = t.revision WHERE ${ofTicket}) ELSE false END`);
}
