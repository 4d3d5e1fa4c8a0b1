import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Verb, VerbBody } from '../api-types';
import { useApi } from '../platform/use-api';

export const ticketKey = (id: string) => ['tickets', 'one', id];

/** One verb on one ticket, waited for: it is done when the case file on screen is what the server then has. */
export function useVerb<V extends Verb>(ticketId: string, verb: V) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation<void, Error, VerbBody[V]>({
    mutationFn: (body) => api.decide(ticketId, verb, body),
    onSettled: async () => {
      for (const resource of ['tickets', 'ticket-counts', 'approvals', 'audit-log']) {
        void queryClient.invalidateQueries({ queryKey: [resource] });
      }
      await queryClient.refetchQueries({ queryKey: ticketKey(ticketId) });
    },
  });
}
