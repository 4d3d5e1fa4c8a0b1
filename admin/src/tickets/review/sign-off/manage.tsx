import Button from '@mui/material/Button';
import { ReadOnly } from '../../../ui/marks';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { actionWords } from './words';

/** For those who never sign: what the server lets them do with a ticket that is over, and else that they only read. */
export function Manage() {
  const { allowedActions, state } = useTicket();
  const { open } = useReview();
  if (!allowedActions.includes('erase'))
    return <ReadOnly>{state === 'pending_review' ? words.readOnly : undefined}</ReadOnly>;
  return (
    <Button color="error" onClick={() => open('erase')}>
      {actionWords.erase}
    </Button>
  );
}
