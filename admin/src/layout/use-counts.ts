import { useQuery } from '@tanstack/react-query';
import type { TicketCounts } from '../api-types';
import { readsTickets } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { usePollInterval } from '../platform/live-feed';
import { useApi } from '../platform/use-api';

/** How many tickets wait, per view; each count stops at 10,001. Undefined until known, or where one may not know. */
export function useCounts(): TicketCounts | undefined {
  const api = useApi();
  const { roles } = useMe();
  const { data } = useQuery({
    queryKey: ['ticket-counts'],
    queryFn: ({ signal }) => api.ticketCounts(signal),
    refetchInterval: usePollInterval(),
    enabled: readsTickets(roles),
  });
  return data;
}
