import { useNavigate } from 'react-router-dom';
import type { Verb } from '../../api-types';
import { useKeys } from '../../platform/keys';
import { useVerb } from '../verbs';
import { type DialogVerb, useReview } from './review-context';
import { useApproval } from './sign-off/use-approval';
import { useNeighbours } from './use-neighbours';
import { useTicket } from './use-ticket';

/** The keys of the review. A key does what its button does, and nothing where its button is off. */
export function useReviewKeys() {
  const { id, allowedActions } = useTicket();
  const { open } = useReview();
  const { ready } = useApproval();
  const { previous, next } = useNeighbours();
  const navigate = useNavigate();
  const claim = useVerb(id, 'claim');
  const release = useVerb(id, 'release');
  const may = (verb: Verb) => allowedActions.includes(verb);
  const dialog = (verb: DialogVerb) => () => may(verb) && open(verb);
  useKeys({
    a: () => ready && open('approve'),
    r: dialog('reject'),
    e: dialog('revise'),
    x: dialog('escalate'),
    s: dialog('snooze'),
    c: () => {
      if (may('release')) release.mutate({});
      else if (may('claim')) claim.mutate({});
    },
    j: () => next && navigate(`/tickets/${next}`),
    k: () => previous && navigate(`/tickets/${previous}`),
  });
}
