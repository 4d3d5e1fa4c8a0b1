import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import { decides } from '../../../identity/roles';
import { useMe } from '../../../identity/use-me';
import { Kbd } from '../../../ui/marks';
import { useFocus } from '../../focus/focus-context';
import { signOffBarId } from '../seen-arguments';
import { useNeighbours } from '../use-neighbours';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { Actions } from './actions';
import { Manage } from './manage';
import { ActionsOnceApproved } from './more-actions';
import { SignatureLines } from './signature-lines';
import { StandingLine } from './standing-line';

const Bar = styled('footer')`
  display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 2px 24px; align-items: end; padding: 11px 24px 12px; background: var(--surface);
  border-top: 1px solid var(--line); box-shadow: 0 -8px 24px -16px rgba(16,22,36,.18); z-index: 2;
  & .standing { grid-column: 1 / 3; }
  & .after { display: flex; gap: 8px; justify-content: flex-end; }
  @media (max-width: 760px) {
    position: fixed; inset: auto 0 0 0; display: block; padding: 10px 16px calc(12px + env(safe-area-inset-bottom)); z-index: 4;
    & .actions { margin-top: 10px; } & .standing { margin-top: 6px; }
  }
`;

/** Who has signed, who has yet to, and what this reader can do; always on screen. */
export function SignOffBar() {
  const ticket = useTicket();
  const { roles } = useMe();
  const { next } = useNeighbours();
  const focus = useFocus();
  const pending = ticket.state === 'pending_review';
  return (
    <Bar id={signOffBarId} aria-label={words.bar}>
      <SignatureLines />
      <div className="actions">
        {pending && decides(roles) && <Actions />}
        {!decides(roles) && <Manage />}
        {!pending && decides(roles) && (
          <div className="after">
            {ticket.state === 'approved' && <ActionsOnceApproved />}
            {(focus || next) && (
              <Button
                {...(focus ? { onClick: focus.pass } : { component: Link, to: `/tickets/${next}` })}
                variant="contained"
                color="primary"
                sx={{ height: 40, width: { xs: '100%', sm: 'auto' } }}
                aria-keyshortcuts="j"
              >
                {words.next} <Kbd>J</Kbd>
              </Button>
            )}
          </div>
        )}
      </div>
      <StandingLine />
    </Bar>
  );
}
