import { decides } from '../../../identity/roles';
import { useMe } from '../../../identity/use-me';
import { serverNow } from '../../../platform/clock';
import { Shown } from '../../../ui/shown';
import { TextButton } from '../../../ui/text-button';
import { moment } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { useApproval } from './use-approval';
import { actionWords } from './words';

/** One line of what the buttons cannot say: why approving is off, who is on it, or how it ended. */
export function StandingLine() {
  const ticket = useTicket();
  const me = useMe();
  const now = serverNow();
  const { because, help } = useApproval();
  const { claim } = ticket;
  const holder =
    claim &&
    (claim.personId === me.id
      ? actionWords.claimedByYou(moment(claim.until, now))
      : actionWords.claimedBy(claim.personName, moment(claim.until, now)));
  const says =
    ticket.state !== 'pending_review'
      ? words.decided[ticket.state]
      : [decides(me.roles) && because, holder].filter(Boolean).join(' ');
  if (!says) return null;
  return (
    <p className="standing small quiet" role="status">
      <Shown text={says} />{' '}
      {help && ticket.state === 'pending_review' && decides(me.roles) && (
        <TextButton onClick={help.act}>{help.label}</TextButton>
      )}
    </p>
  );
}
