import { useState } from 'react';
import type { TicketSummary } from '../../api-types';

export interface Selection {
  /** As they were listed when they were selected: what is decided on is what was on screen. */
  tickets: TicketSummary[];
  has: (id: string) => boolean;
  toggle: (ticket: TicketSummary) => void;
  add: (ticket: TicketSummary) => void;
  /** Keeps these and no others. */
  keep: (ids: string[]) => void;
  clear: () => void;
}

/** Only what could be rejected or handed over can be selected. */
export const selectable = ({ allowedActions }: TicketSummary) =>
  allowedActions.includes('reject') || allowedActions.includes('hand_over');

export function useSelection(): Selection {
  const [tickets, setTickets] = useState<TicketSummary[]>([]);
  const without = (list: TicketSummary[], id: string) => list.filter((one) => one.id !== id);
  return {
    tickets,
    has: (id) => tickets.some((one) => one.id === id),
    toggle: (ticket) =>
      setTickets((list) =>
        list.some(({ id }) => id === ticket.id)
          ? without(list, ticket.id)
          : selectable(ticket)
            ? [...list, ticket]
            : list,
      ),
    add: (ticket) => setTickets((list) => (selectable(ticket) ? [...without(list, ticket.id), ticket] : list)),
    keep: (ids) => setTickets((list) => list.filter(({ id }) => ids.includes(id))),
    clear: () => setTickets([]),
  };
}
