import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Icon } from '../../../ui/icons';
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
      className="narrow"
      items={[
        { label: actionWords[claim.verb], allowed: claim.allowed, act: claim.run },
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
  return <MoreMenu items={[{ label: actionWords.revoke, allowed, because, act: () => open('revoke') }]} />;
}

interface MoreMenuProps {
  className?: string;
  items: { label: string; allowed: boolean; because?: string; act: () => void }[];
}

function MoreMenu({ className, items }: MoreMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        className={className}
        aria-label={actionWords.more}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {items.map(({ label, allowed, because, act }) => (
          // A disabled item takes no pointer, so what holds it says why it is off.
          <div key={label} title={because}>
            <MenuItem disabled={!allowed} onClick={choose(act)}>
              {label}
            </MenuItem>
          </div>
        ))}
      </Menu>
    </>
  );
}
