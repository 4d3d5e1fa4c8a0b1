import { lazy, Suspense } from 'react';
import { HandOverDialog } from '../hand-over/hand-over-dialog';
import { useReview } from './review-context';
import { useTicket } from './use-ticket';
import { ApproveDialog } from './verbs/approve-dialog';
import { EscalateDialog } from './verbs/escalate-dialog';
import { RejectDialog } from './verbs/reject-dialog';
import { SnoozeDialog } from './verbs/snooze-dialog';

const AskDialog = lazy(() => import('./verbs/ask-dialog'));
const EraseDialog = lazy(() => import('./verbs/erase-dialog'));
const RevokeDialog = lazy(() => import('./verbs/revoke-dialog'));
const ReviseDialog = lazy(() => import('./revise/revise-dialog'));

/** The one dialog that is open, if any. Each is mounted when opened, so that it keeps the hash it was opened on. */
export function Dialogs() {
  const { id, dueAt } = useTicket();
  const { dialog, open } = useReview();
  const close = () => open(null);
  switch (dialog) {
    case 'approve':
      return <ApproveDialog onClose={close} />;
    case 'reject':
      return <RejectDialog onClose={close} />;
    case 'revoke':
      return (
        <Suspense>
          <RevokeDialog onClose={close} />
        </Suspense>
      );
    case 'revise':
      return (
        <Suspense>
          <ReviseDialog onClose={close} />
        </Suspense>
      );
    case 'ask':
      return (
        <Suspense>
          <AskDialog ticketId={id} onClose={close} />
        </Suspense>
      );
    case 'escalate':
      return <EscalateDialog ticketId={id} onClose={close} />;
    case 'hand_over':
      return <HandOverDialog ticketId={id} onClose={close} />;
    case 'snooze':
      return <SnoozeDialog ticketId={id} dueAt={dueAt} onClose={close} />;
    case 'erase':
      return (
        <Suspense>
          <EraseDialog onClose={close} />
        </Suspense>
      );
    case null:
      return null;
  }
}
