import type { TicketSummary } from '../../api-types';
import { dayOf } from '../../words/time';
import { words } from './words';

export interface Group {
  key: string;
  title: string;
  tickets: TicketSummary[];
}

const minute = 60_000;

function breachGroup(ticket: TicketSummary, now: number): keyof typeof words.groups {
  const left = ticket.dueAt ? Date.parse(ticket.dueAt) - now : Number.POSITIVE_INFINITY;
  if (left < 0) return 'late';
  if (left <= 5 * minute) return 'within5';
  return left <= 15 * minute ? 'within15' : 'later';
}

function collect(tickets: TicketSummary[], keyOf: (ticket: TicketSummary) => [string, string]): Group[] {
  const groups = new Map<string, Group>();
  for (const ticket of tickets) {
    const [key, title] = keyOf(ticket);
    const group = groups.get(key) ?? { key, title, tickets: [] };
    group.tickets.push(ticket);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A queue in its order, cut where urgency changes. */
export const groupByBreach = (tickets: TicketSummary[], now: number) =>
  collect(tickets, (ticket) => {
    const key = breachGroup(ticket, now);
    return [key, words.groups[key]];
  });

/** Other tickets, newest first, by the day they came in. */
export const groupByDay = (tickets: TicketSummary[], now: number) =>
  collect(tickets, (ticket) => {
    const day = dayOf(ticket.createdAt, now);
    return [day, day];
  });
