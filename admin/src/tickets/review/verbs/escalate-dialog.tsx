import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useVerb } from '../../verbs';
import { useTyped } from './typed';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.escalate;

interface EscalateDialogProps {
  ticketId: string;
  onClose: () => void;
}

export function EscalateDialog({ ticketId, onClose }: EscalateDialogProps) {
  const notify = useNotify();
  const [note, setNote, forget] = useTyped(ticketId, 'escalate.note');
  const { mutate, isPending, error } = useVerb(ticketId, 'escalate');
  const confirm = () =>
    mutate(
      { note: note.trim() },
      {
        onSuccess: () => {
          forget();
          notify(say.done, { type: 'success' });
          onClose();
        },
      },
    );
  return (
    <VerbDialog
      title={say.title}
      confirm={say.confirm}
      busy={isPending}
      error={error}
      disabled={!note.trim()}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      <TextField
        label={say.note}
        multiline
        minRows={2}
        autoFocus
        value={note}
        onChange={(event) => setNote(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
    </VerbDialog>
  );
}
