import Divider from '@mui/material/Divider';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { Link } from 'react-router-dom';
import { words as accountWords } from '../account/words';
import { useSignOut } from '../identity/use-sign-out';
import { words as identityWords } from '../identity/words';
import { choose, codes, ownName } from '../languages/choice';
import { spokenCode } from '../languages/spoken';
import { Icon } from '../ui/icons';
import { useShell } from './shell-context';
import { words } from './words';

const schemes = ['system', 'light', 'dark'] as const;

/** Appearance, language, keys and the way out; the same items in the side's menu and behind "More" on a phone. */
export function AccountItems({ onDone }: { onDone: () => void }) {
  const { mode, setMode } = useColorScheme();
  const { showKeys } = useShell();
  const signOut = useSignOut();
  return [
    <Divider key="line" />,
    ...schemes.map((scheme) => (
      <MenuItem key={scheme} role="menuitemradio" aria-checked={mode === scheme} onClick={() => setMode(scheme)}>
        <Icon name={mode === scheme ? 'check' : 'theme'} style={{ opacity: mode === scheme ? 1 : 0.35 }} />
        {words.themes[scheme]}
      </MenuItem>
    )),
    <Divider key="line2" />,
    ...codes.map((code) => (
      <MenuItem
        key={code}
        role="menuitemradio"
        aria-checked={code === spokenCode()}
        lang={code}
        onClick={() => choose(code)}
      >
        <Icon name={code === spokenCode() ? 'check' : 'chat'} style={{ opacity: code === spokenCode() ? 1 : 0.35 }} />
        {ownName(code)}
      </MenuItem>
    )),
    <Divider key="line3" />,
    <MenuItem key="account" component={Link} to="/account" onClick={onDone}>
      <Icon name="lock" />
      {accountWords.title}
    </MenuItem>,
    <MenuItem
      key="keys"
      onClick={() => {
        onDone();
        showKeys();
      }}
    >
      <Icon name="keyboard" />
      {words.keys}
    </MenuItem>,
    <MenuItem key="out" onClick={signOut}>
      <Icon name="out" />
      {identityWords.signOut}
    </MenuItem>,
  ];
}
