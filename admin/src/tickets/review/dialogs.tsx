import { lazy, Suspense } from 'react';
import { useReview } from './review-context';
import { useTicket } from './use-ticket';
import { ApproveDialog } from './verbs/approve-dialog';
import { RejectDialog } from './verbs/reject-dialog';
import { SnoozeDialog } from './verbs/snooze-dialog';

const AskDialog = lazy(() => import('./verbs/ask-dialog'));
const EraseDialog = lazy(() => import('./verbs/erase-dialog'));
const EscalateDialog = lazy(() => import('./verbs/escalate-dialog'));
const HandOverDialog = lazy(async () => ({ default: (await import('../hand-over/hand-over-dialog')).HandOverDialog }));
const RevokeDialog = lazy(() => import('./verbs/revoke-dialog'));
const ReviseDialog = lazy(() => import('./revise/revise-dialog'));

/** The one dialog that is open, if any. Each is mounted when opened, so that it keeps the hash it was opened on. */
export const Dialogs = () => (
  <Suspense>
    <OpenDialog />
  </Suspense>
);

function OpenDialog() {
  const { id, dueAt } = useTicket();
  const { dialog, open } = useReview();
  const close = () => open(null);
  switch (dialog) {
    case 'approve':
      return <ApproveDialog onClose={close} />;
    case 'reject':
      return <RejectDialog onClose={close} />;
    case 'revoke':
      return <RevokeDialog onClose={close} />;
    case 'revise':
      return <ReviseDialog onClose={close} />;
    case 'ask':
      return <AskDialog ticketId={id} onClose={close} />;
    case 'escalate':
      return <EscalateDialog ticketId={id} onClose={close} />;
    case 'hand_over':
      return <HandOverDialog ticketId={id} onClose={close} />;
    case 'snooze':
      return <SnoozeDialog ticketId={id} dueAt={dueAt} onClose={close} />;
    case 'erase':
      return <EraseDialog onClose={close} />;
    case null:
      return null;
  }
}
