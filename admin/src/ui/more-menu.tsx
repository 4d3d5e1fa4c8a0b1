import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { Icon } from './icons';

interface MoreMenuProps {
  /** What it is more of, for who does not see where it stands. */
  label: string;
  className?: string;
  size?: 'small';
  items: { label: string; allowed?: boolean; because?: string; act: () => void }[];
}

/** The quieter things to do, behind three dots. */
export function MoreMenu({ label, className, size, items }: MoreMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const choose = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  return (
    <>
      <Button
        className={className}
        size={size}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="more" />
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {items.map(({ label, allowed = true, because, act }) => (
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
