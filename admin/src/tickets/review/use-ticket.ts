import { useQuery } from '@tanstack/react-query';
import { useRecordContext } from 'ra-core';
import type { Ticket } from '../../api-types';
import { usePollInterval } from '../../platform/live-feed';
import { useApi } from '../../platform/use-api';
import { ticketKey } from '../verbs';

/** The case file, kept fresh while it is on screen; faster while its tool call runs. */
export function useTicketQuery(id: string) {
  const api = useApi();
  const poll = usePollInterval();
  return useQuery({
    queryKey: ticketKey(id),
    queryFn: ({ signal }) => api.ticket(id, signal),
    refetchInterval: ({ state }) => (isRunning(state.data) ? 1500 : poll),
  });
}

const isRunning = (ticket: Ticket | undefined) =>
  ticket?.execution ? ['ready', 'claimed', 'intent', 'granted'].includes(ticket.execution.state) : false;

/** The ticket under review, for every panel. */
export function useTicket(): Ticket {
  const ticket = useRecordContext<Ticket>();
  if (!ticket) throw new Error('A panel of the review was rendered outside of it');
  return ticket;
}
