import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router-dom';
import { useKeys } from '../../platform/keys';
import { useApi } from '../../platform/use-api';
import { lastView } from '../inbox/use-view';
import { writeView } from '../inbox/views';
import { ticketKey } from '../verbs';
import { type DialogVerb, useReview } from './review-context';
import { useApproval } from './sign-off/use-approval';
import { useClaim } from './sign-off/use-claim';
import { useNeighbours } from './use-neighbours';
import { useTicket } from './use-ticket';

/** The keys of the review. A key does what its button does, and nothing where its button is off. */
export function useReviewKeys() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { allowedActions } = useTicket();
  const { open } = useReview();
  const { ready } = useApproval();
  const { previous, next } = useNeighbours();
  const navigate = useNavigate();
  const claim = useClaim();
  // The next ticket is fetched while this one is read, so that j shows it at once.
  useEffect(() => {
    if (!next) return;
    const queryFn = ({ signal }: { signal: AbortSignal }) => api.ticket(next, signal);
    void queryClient.prefetchQuery({ queryKey: ticketKey(next), queryFn, staleTime: 10_000 });
  }, [api, next, queryClient]);
  const dialog = (verb: DialogVerb) => () => allowedActions.includes(verb) && open(verb);
  useKeys({
    a: () => ready && open('approve'),
    r: dialog('reject'),
    e: dialog('revise'),
    x: dialog('escalate'),
    s: dialog('snooze'),
    c: () => claim.allowed && !claim.busy && claim.run(),
    j: () => next && navigate(`/tickets/${next}`),
    Escape: () => navigate(`/?${writeView(lastView())}`),
    k: () => previous && navigate(`/tickets/${previous}`),
  });
}
