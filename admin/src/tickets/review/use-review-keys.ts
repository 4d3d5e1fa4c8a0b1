import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKeys } from '../../platform/keys';
import { useApi } from '../../platform/use-api';
import { useFocus } from '../focus/focus-context';
import { lastView } from '../inbox/use-view';
import { writeView } from '../inbox/views';
import { ticketKey } from '../verbs';
import { type DialogVerb, useReview } from './review-context';
import { useApproval } from './sign-off/use-approval';
import { useClaim } from './sign-off/use-claim';
import { useNeighbours } from './use-neighbours';
import { useTicket } from './use-ticket';

/** Fetches what will probably be read next while this ticket is read, so that it is there at once. */
function usePrefetch(ids: string[]) {
  const api = useApi();
  const queryClient = useQueryClient();
  const list = ids.join();
  useEffect(() => {
    for (const id of list.split(',').filter(Boolean)) {
      const queryFn = ({ signal }: { signal: AbortSignal }) => api.ticket(id, signal);
      void queryClient.prefetchQuery({ queryKey: ticketKey(id), queryFn, staleTime: 10_000 });
    }
  }, [api, list, queryClient]);
}

/** The keys of the review. A key does what its button does, and nothing where its button is off. */
export function useReviewKeys() {
  const { allowedActions } = useTicket();
  const { open } = useReview();
  const { ready, help } = useApproval();
  const { previous, next } = useNeighbours();
  const focus = useFocus();
  const navigate = useNavigate();
  const claim = useClaim();
  // Two ahead in focus mode, where a decision can come sooner than an answer.
  usePrefetch(focus ? focus.upcoming.slice(0, 2) : next ? [next] : []);
  const dialog = (verb: DialogVerb) => () => allowedActions.includes(verb) && open(verb);
  const ways = focus
    ? { j: focus.pass, k: focus.back, Escape: focus.exit }
    : {
        j: () => next && navigate(`/tickets/${next}`),
        k: () => previous && navigate(`/tickets/${previous}`),
        Escape: () => navigate(`/?${writeView(lastView())}`),
      };
  useKeys({
    ...ways,
    // Where something is still to be read or said before one may approve, the key leads there.
    a: () => (ready ? open('approve') : help?.act()),
    r: dialog('reject'),
    e: dialog('revise'),
    q: dialog('ask'),
    x: dialog('escalate'),
    s: dialog('snooze'),
    h: dialog('hand_over'),
    c: () => claim.allowed && !claim.busy && claim.run(),
  });
}
