import ButtonBase from '@mui/material/ButtonBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useMe } from '../identity/use-me';
import { Avatar } from '../ui/marks';
import { roleName } from '../words/names';
import { AccountItems } from './account-items';
import { words } from './words';

const Me = styled(ButtonBase)`
  display: flex; gap: 9px; align-items: center; padding: 8px; border-radius: 8px; width: 100%; justify-content: flex-start; text-align: left; min-width: 0;
  font: inherit; line-height: 16px;
  &:hover { background: var(--hover); }
  & > span:last-of-type { min-width: 0; overflow-wrap: anywhere; }
`;

/** Who is signed in, and what is theirs to set. */
export function AccountMenu({ compact }: { compact: boolean }) {
  const me = useMe();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Me
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        title={compact ? me.name : undefined}
      >
        <Avatar name={me.name} />
        {compact && <span className="hidden">{`${words.account}: ${me.name}`}</span>}
        {!compact && (
          <span>
            <b style={{ fontSize: 12 }}>{me.name}</b>
            <br />
            <span className="faint small">{me.roles.map(roleName).join(', ')}</span>
          </span>
        )}
      </Me>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'top', horizontal: 'left' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <MenuItem
          disabled
          sx={{ display: 'block', '&.Mui-disabled': { opacity: 1 }, lineHeight: '17px', fontSize: 12 }}
        >
          <b>{me.name}</b>
          <div className="faint">{me.email}</div>
        </MenuItem>
        <AccountItems onDone={() => setAnchor(null)} />
      </Menu>
    </>
  );
}
