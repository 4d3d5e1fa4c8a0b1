import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Verb, VerbBody } from '../api-types';
import { useApi } from '../platform/use-api';
import { useFocus } from './focus/focus-context';

export const ticketKey = (id: string) => ['tickets', 'one', id];

/** Runs it once the browser has drawn what was just decided to be drawn. */
const afterPaint = (then: () => void) => requestAnimationFrame(() => setTimeout(then));

/** After these there is nothing more for the same person to do on the ticket for now. */
const leaves: readonly Verb[] = ['approve', 'reject', 'revise', 'ask', 'escalate', 'snooze', 'hand_over'];

interface Asked<V extends Verb> {
  body: VerbBody[V];
  whenDone?: () => void;
}

interface Handlers {
  onSuccess?: () => void;
  onError?: (error: Error) => void;
}

/**
 * One verb on one ticket at a time, waited for: it is done when the case file on screen is what the server then has. In
 * focus mode the ticket is left as soon as the server has said yes, so there is nothing on screen to wait for.
 */
export function useVerb<V extends Verb>(ticketId: string, verb: V) {
  const api = useApi();
  const focus = useFocus();
  const queryClient = useQueryClient();
  const mutationKey = ['decide', ticketId];
  const tellLists = () => {
    for (const resource of ['tickets', 'ticket-counts', 'approvals', 'audit-log']) {
      void queryClient.invalidateQueries({ queryKey: [resource] });
    }
  };
  const askAgain = async () => {
    tellLists();
    await queryClient.refetchQueries({ queryKey: ticketKey(ticketId) });
  };
  const mutation = useMutation<void, Error, Asked<V>>({
    mutationKey,
    mutationFn: async ({ body, whenDone }) => {
      const goesOn = focus !== null && leaves.includes(verb);
      try {
        await api.decide(ticketId, verb, body);
      } catch (error) {
        await askAgain();
        throw error;
      }
      if (!goesOn) await askAgain();
      // Not a handler of `mutate`, which is dropped when the dialog goes with its ticket.
      whenDone?.();
      if (!goesOn) return;
      focus.leave(ticketId, verb);
      // What the next ticket needs comes before what the last one changed.
      afterPaint(tellLists);
    },
  });
  const mutate = (body: VerbBody[V], { onSuccess, onError }: Handlers = {}) => {
    // The second click of a double one comes before the screen has said that it is busy.
    if (queryClient.isMutating({ mutationKey }) === 0) mutation.mutate({ body, whenDone: onSuccess }, { onError });
  };
  return { ...mutation, mutate };
}
