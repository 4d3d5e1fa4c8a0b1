import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import useMediaQuery from '@mui/material/useMediaQuery';
import type { FormEvent, ReactNode } from 'react';
import { sentenceOf } from '../../../platform/problem';
import { Notice } from '../../../ui/notice';
import { words } from './words';

interface VerbDialogProps {
  title: ReactNode;
  confirm: string;
  /** The verb ends the case badly for the proposal: red rather than ink. */
  refuses?: boolean;
  wide?: boolean;
  busy: boolean;
  error: unknown;
  /** Set when the content changed since the dialog was opened: says so, and sends nothing. */
  stale?: string | null;
  disabled?: boolean;
  /** What it waits for that nobody can do here, such as the connection: says so, and goes on by itself. */
  waits?: string | null;
  /** The button that carries the verb takes the focus, so that Enter confirms. */
  focusConfirm?: boolean;
  extra?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of every verb: what it does, what went wrong, one button that does it. It closes when it is done. */
export function VerbDialog(props: VerbDialogProps) {
  const {
    title,
    confirm,
    refuses,
    wide,
    busy,
    error,
    stale,
    disabled,
    waits,
    focusConfirm,
    extra,
    onConfirm,
    onClose,
    children,
  } = props;
  const phone = useMediaQuery('(max-width:760px)');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !stale && !disabled) onConfirm();
  };
  return (
    <Dialog
      open
      onClose={busy ? undefined : onClose}
      maxWidth={wide ? 'lg' : 'xs'}
      fullWidth
      aria-labelledby="verb-title"
      transitionDuration={phone ? undefined : 0}
    >
      <form onSubmit={submit} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }} noValidate>
        <DialogTitle id="verb-title" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 3.5 }}>
          {stale && (
            <Notice state="pending" icon="triangle" urgent>
              {stale}
            </Notice>
          )}
          {waits && !stale && (
            <Notice state="pending" icon="clock" urgent>
              {waits}
            </Notice>
          )}
          {!!error && !stale && (
            <Notice state="rejected" icon="crossCircle" urgent>
              {sentenceOf(error)}
            </Notice>
          )}
          {children}
        </DialogContent>
        <DialogActions>
          <Button variant="text" onClick={onClose} disabled={busy}>
            {stale ? words.stale.read : words.cancel}
          </Button>
          {extra}
          <Button
            type="submit"
            variant="contained"
            color={refuses ? 'error' : 'primary'}
            disabled={busy || !!stale || disabled}
            autoFocus={focusConfirm}
          >
            {confirm}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
