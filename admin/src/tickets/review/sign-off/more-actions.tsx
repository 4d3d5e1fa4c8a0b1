import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Icon } from '../../../ui/icons';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { actionWords } from './words';

interface MoreActionsProps {
  claims: 'claim' | 'release';
  onClaim: () => void;
}

/** The quieter verbs, where there is no room for their buttons. */
export function MoreActions({ claims, onClaim }: MoreActionsProps) {
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
        <MenuItem disabled={!allowedActions.includes(claims)} onClick={choose(onClaim)}>
          {actionWords[claims]}
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
