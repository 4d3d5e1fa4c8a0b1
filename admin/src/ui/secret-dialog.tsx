import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { useId, useState } from 'react';
import { words } from './words';

const Secret = styled('output')`
  display: block; font: var(--cs-font-code); overflow-wrap: anywhere; white-space: pre-line; padding: 10px 12px; border-radius: 8px; background: var(--sunken); user-select: all; margin-top: 12px;
`;

interface SecretDialogProps {
  title: string;
  says: string;
  secret: string;
  onClose: () => void;
}

/** Shows a secret the one time it can be shown. Neither a click beside it nor Escape takes it away. */
export function SecretDialog({ title, says, secret, onClose }: SecretDialogProps) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  // Outside of a secure context there is no clipboard; the text can still be selected.
  const copy = navigator.clipboard && (() => void navigator.clipboard.writeText(secret).then(() => setCopied(true)));
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        <p className="quiet">{says}</p>
        <Secret>{secret}</Secret>
      </DialogContent>
      <DialogActions>
        {copy && <Button onClick={copy}>{copied ? words.copied : words.copy}</Button>}
        <Button variant="contained" color="primary" onClick={onClose} autoFocus>
          {words.stored}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
