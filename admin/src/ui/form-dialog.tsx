import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { type FormEvent, type ReactNode, useId } from 'react';
import { Problem, sentenceOf } from '../platform/problem';
import { Notice } from './notice';

interface FormDialogProps {
  title: string;
  save: string;
  cancel: string;
  busy: boolean;
  /** What stands there can't be saved as it is; the fields say why. */
  blocked?: boolean;
  /** For what is read more than filled in. */
  wide?: boolean;
  error: unknown;
  onSave: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form that changes the configuration: it waits for the server and shows, field by field, what was refused. */
export function FormDialog({
  title,
  save,
  cancel,
  busy,
  blocked,
  wide,
  error,
  onSave,
  onClose,
  children,
}: FormDialogProps) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!busy && !blocked) onSave(new FormData(event.currentTarget));
  };
  const said = error ? sentenceOf(error) : '';
  const fields = error instanceof Problem ? error.errors.filter(({ message }) => !said.includes(message)) : [];
  return (
    <Dialog open onClose={busy ? undefined : onClose} maxWidth={wide ? 'md' : 'sm'} fullWidth aria-labelledby={id}>
      <form onSubmit={submit} style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 4.5 }}>
          <span />
          {!!error && (
            <Notice state="rejected" icon="crossCircle" urgent>
              {said}
              {fields.map(({ path, message }) => (
                <div key={path + message}>
                  <span className="mono">{path}</span> {message}
                </div>
              ))}
            </Notice>
          )}
          {children}
        </DialogContent>
        <DialogActions>
          <Button variant="text" onClick={onClose} disabled={busy}>
            {cancel}
          </Button>
          <Button type="submit" variant="contained" color="primary" disabled={busy || blocked}>
            {save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
