import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Ticket, Verb, VerbBody } from '../api-types';
import { useApi } from '../platform/use-api';

export const ticketKey = (id: string) => ['tickets', 'one', id];

/** One verb on one ticket, waited for: the screen changes when the server has answered, and to what it answered. */
export function useVerb<V extends Verb>(ticketId: string, verb: V) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation<Ticket, Error, VerbBody[V]>({
    mutationFn: (body) => api.decide(ticketId, verb, body),
    onSuccess: (ticket) => queryClient.setQueryData(ticketKey(ticketId), ticket),
    onSettled: () => {
      for (const resource of ['tickets', 'ticket-counts', 'approvals', 'audit-log']) {
        void queryClient.invalidateQueries({ queryKey: [resource] });
      }
    },
  });
}
