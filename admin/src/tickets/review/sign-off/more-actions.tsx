import { MoreMenu } from '../../../ui/more-menu';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import type { Claim } from './use-claim';
import { actionWords } from './words';

/** The quieter verbs, where there is no room for their buttons. */
export function MoreActions({ claim }: { claim: Claim }) {
  const { allowedActions } = useTicket();
  const { open } = useReview();
  return (
    <MoreMenu
      label={actionWords.more}
      className="narrow"
      items={[
        { label: actionWords[claim.verb], allowed: claim.allowed, act: claim.run },
        { label: actionWords.ask, allowed: allowedActions.includes('ask'), act: () => open('ask') },
        { label: actionWords.escalate, allowed: allowedActions.includes('escalate'), act: () => open('escalate') },
        { label: actionWords.hand_over, allowed: allowedActions.includes('hand_over'), act: () => open('hand_over') },
        { label: actionWords.snooze, allowed: allowedActions.includes('snooze'), act: () => open('snooze') },
      ]}
    />
  );
}

/** What is left to do once it is approved: to take that back, until its call is on its way. */
export function ActionsOnceApproved() {
  const { allowedActions, refusals } = useTicket();
  const { open } = useReview();
  const allowed = allowedActions.includes('revoke');
  const because = allowed ? undefined : refusals.revoke?.detail;
  const items = [{ label: actionWords.revoke, allowed, because, act: () => open('revoke') }];
  return <MoreMenu label={actionWords.more} items={items} />;
}
