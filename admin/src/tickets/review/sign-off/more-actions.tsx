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
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { allowedActions } = useTicket();
  const { open } = useReview();
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        className="narrow"
        aria-label={actionWords.more}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem disabled={!claim.allowed} onClick={choose(claim.run)}>
          {actionWords[claim.verb]}
        </MenuItem>
        <MenuItem disabled={!allowedActions.includes('escalate')} onClick={choose(() => open('escalate'))}>
          {actionWords.escalate}
        </MenuItem>
        <MenuItem disabled={!allowedActions.includes('snooze')} onClick={choose(() => open('snooze'))}>
          {actionWords.snooze}
        </MenuItem>
      </Menu>
    </>
  );
}
