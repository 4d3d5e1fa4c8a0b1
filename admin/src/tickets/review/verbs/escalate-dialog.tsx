import { useNotify } from 'ra-core';
import { useVerb } from '../../verbs';
import { NoteField } from './note-field';
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
      <NoteField label={say.note} value={note} onChange={setNote} lines autoFocus />
    </VerbDialog>
  );
}
