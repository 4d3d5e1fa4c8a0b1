import { useTicket } from '../use-ticket';
import { NoteField } from './note-field';
import { ReasonField } from './reason-field';
import { useTyped } from './typed';
import { useSigning } from './use-signing';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.reject;

/** A reason from the list, and words: arrows choose, Enter confirms. */
export function RejectDialog({ onClose }: { onClose: () => void }) {
  const { id } = useTicket();
  const [reason, setReason, forgetReason] = useTyped(id, 'reject.reason');
  const [note, setNote, forgetNote] = useTyped(id, 'reject.note');
  const { send, busy, error, stale } = useSigning('reject', say.done, onClose);
  const forget = () => {
    forgetReason();
    forgetNote();
  };
  return (
    <VerbDialog
      title={say.title}
      confirm={say.confirm}
      refuses
      busy={busy}
      error={error}
      stale={stale}
      disabled={!reason}
      onConfirm={() => send({ reason, note: note.trim() || undefined }, forget)}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      <ReasonField value={reason} onChange={setReason} />
      <NoteField label={words.optional(say.noteLabel)} help={say.noteHelp} value={note} onChange={setNote} lines />
    </VerbDialog>
  );
}
