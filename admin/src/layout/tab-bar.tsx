import ButtonBase from '@mui/material/ButtonBase';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { useMe } from '../identity/use-me';
import { Icon } from '../ui/icons';
import { words as common } from '../words/words';
import { AccountItems } from './account-items';
import { destinations, isCurrent } from './destinations';
import { useCounts } from './use-counts';
import { words } from './words';

const Bar = styled('nav')`
  display: none;
  @media (max-width: 760px) {
    display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)) minmax(0, 1.3fr); position: fixed; inset: auto 0 0 0; z-index: 5; height: calc(58px + env(safe-area-inset-bottom));
    padding-bottom: env(safe-area-inset-bottom); background: var(--surface); border-top: 1px solid var(--line);
    & > *, & > .MuiButtonBase-root { display: grid; place-items: center; align-content: center; text-align: center; padding-inline: 4px; gap: 3px; font: 540 11px/13px inherit; font-family: inherit; font-size: 11px; line-height: 13px; font-weight: 540; color: var(--text-2); text-decoration: none; }
    & .alarm { color: var(--cs-palette-state-unknown); font-weight: 640; }
    & > [aria-current] { color: var(--ink); font-weight: 640; }
  }
`;

/** The phone's way around: three places and the rest. */
export function TabBar() {
  const { roles } = useMe();
  const { pathname } = useLocation();
  const counts = useCounts();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const places = destinations(roles);
  const close = () => setAnchor(null);
  return (
    <Bar aria-label={words.main}>
      {places.slice(0, 3).map((place) => (
        <Link key={place.to} to={place.to} aria-current={isCurrent(place.to, pathname) ? 'page' : undefined}>
          <Icon name={place.icon} size={18} />
          {place.to === '/' && counts?.needsMySignature
            ? `${place.label} · ${common.orMore(counts.needsMySignature)}`
            : place.label}
        </Link>
      ))}
      <ButtonBase
        onClick={(event) => setAnchor(event.currentTarget)}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
      >
        <Icon name="more" size={18} />
        {counts?.unknown ? <span className="alarm">{words.moreUnknown(counts.unknown)}</span> : words.more}
      </ButtonBase>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        anchorOrigin={{ vertical: 'top', horizontal: 'right' }}
        transformOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      >
        {!!counts?.unknown && (
          <MenuItem
            component={Link}
            to="/unknown-outcomes"
            onClick={close}
            sx={{ color: 'state.unknown', fontWeight: 600 }}
          >
            <Icon name="unknown" />
            {words.unknown} · {counts.unknown}
          </MenuItem>
        )}
        {places.slice(3).map((place) => (
          <MenuItem key={place.to} component={Link} to={place.to} onClick={close}>
            <Icon name={place.icon} />
            {place.label}
          </MenuItem>
        ))}
        <AccountItems onDone={close} />
      </Menu>
    </Bar>
  );
}
