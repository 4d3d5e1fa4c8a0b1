import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Verb, VerbBody } from '../api-types';
import { useApi } from '../platform/use-api';

export const ticketKey = (id: string) => ['tickets', 'one', id];

/** One verb on one ticket at a time, waited for: it is done when the case file on screen is what the server then has. */
export function useVerb<V extends Verb>(ticketId: string, verb: V) {
  const api = useApi();
  const queryClient = useQueryClient();
  const mutationKey = ['decide', ticketId];
  const mutation = useMutation<void, Error, VerbBody[V]>({
    mutationKey,
    mutationFn: (body) => api.decide(ticketId, verb, body),
    onSettled: async () => {
      for (const resource of ['tickets', 'ticket-counts', 'approvals', 'audit-log']) {
        void queryClient.invalidateQueries({ queryKey: [resource] });
      }
      await queryClient.refetchQueries({ queryKey: ticketKey(ticketId) });
    },
  });
  const mutate: typeof mutation.mutate = (...asked) => {
    // The second click of a double one comes before the screen has said that it is busy.
    if (queryClient.isMutating({ mutationKey }) === 0) mutation.mutate(...asked);
  };
  return { ...mutation, mutate };
}
