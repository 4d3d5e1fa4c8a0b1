import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { Link } from 'react-router-dom';
import { Notice } from '../../../ui/notice';
import { ticketSeen } from '../../../ui/states';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { words } from '../words';

export const knowingRepeatId = 'knowing-repeat';

/** The same call for the same subject is elsewhere: said before anything else, with what it takes to sign all the same. */
export function RepeatWarning() {
  const { duplicates, allowedActions } = useTicket();
  const { knowingRepeat, setKnowingRepeat } = useReview();
  const first = duplicates[0];
  if (!first) return null;
  const which = duplicates.map(({ number }) => `T-${number}`).join(', ');
  return (
    <section style={{ marginBottom: 12, order: 1 }}>
      <Notice state="pending" icon="twice">
        <b>
          {first.state === 'pending_review' ? words.repeatPending : words.repeatDone}{' '}
          {duplicates.map((other, index) => (
            <span key={other.id}>
              {index > 0 && ', '}
              <Link to={`/tickets/${other.id}`} style={{ color: 'inherit' }}>
                T-{other.number}
              </Link>{' '}
              ({ticketSeen(other.state, other.executionState).word.toLowerCase()})
            </span>
          ))}
          .
        </b>{' '}
        {words.repeatOnly}
        {allowedActions.includes('approve') && (
          <FormControlLabel
            sx={{ display: 'flex', mt: 0.5, ml: -1.5, '& .MuiFormControlLabel-label': { fontWeight: 540 } }}
            control={
              <Checkbox
                id={knowingRepeatId}
                checked={knowingRepeat}
                onChange={(_, checked) => setKnowingRepeat(checked)}
              />
            }
            label={words.knowRepeat(which)}
          />
        )}
      </Notice>
    </section>
  );
}
