import { useNotify } from 'ra-core';
import { useTyped } from '../review/verbs/typed';
import { VerbDialog } from '../review/verbs/verb-dialog';
import { useVerb } from '../verbs';
import { recipientOf } from './recipient';
import { RecipientFields } from './recipient-fields';
import { words } from './words';

/** Gives one ticket to a queue or a person. */
export function HandOverDialog({ ticketId, onClose }: { ticketId: string; onClose: () => void }) {
  const notify = useNotify();
  const [to, setTo, forgetTo] = useTyped(ticketId, 'hand_over.to');
  const [note, setNote, forget] = useTyped(ticketId, 'hand_over.note');
  const { mutate, isPending, error } = useVerb(ticketId, 'hand_over');
  const confirm = () =>
    mutate(
      { ...recipientOf(to), note: note.trim() || undefined },
      {
        onSuccess: () => {
          forgetTo();
          forget();
          notify(words.done, { type: 'success' });
          onClose();
        },
      },
    );
  return (
    <VerbDialog
      title={words.title}
      confirm={words.confirm}
      busy={isPending}
      error={error}
      disabled={!to}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="quiet">{words.says}</p>
      <RecipientFields to={to} note={note} onTo={setTo} onNote={setNote} />
    </VerbDialog>
  );
}
