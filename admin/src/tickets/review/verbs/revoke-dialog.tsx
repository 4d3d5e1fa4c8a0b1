import { useTicket } from '../use-ticket';
import { NoteField } from './note-field';
import { useTyped } from './typed';
import { useSigning } from './use-signing';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.revoke;

/** Takes an approval back. Why is asked for, because somebody else has to decide again. */
export default function RevokeDialog({ onClose }: { onClose: () => void }) {
  const { id } = useTicket();
  const [note, setNote, forget] = useTyped(id, 'revoke.note');
  const { send, busy, error, stale } = useSigning('revoke', say.done, onClose);
  return (
    <VerbDialog
      title={say.title}
      confirm={say.confirm}
      refuses
      busy={busy}
      error={error}
      stale={stale}
      disabled={!note.trim()}
      onConfirm={() => send({ note: note.trim() }, forget)}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      <NoteField label={say.note} value={note} onChange={setNote} lines autoFocus />
    </VerbDialog>
  );
}
