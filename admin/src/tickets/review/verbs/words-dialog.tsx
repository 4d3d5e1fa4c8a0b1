import { useNotify } from 'ra-core';
import type { VerbBody } from '../../../api-types';
import { useVerb } from '../../verbs';
import { NoteField } from './note-field';
import { useTyped } from './typed';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

interface WordsDialogProps<V extends 'ask' | 'escalate'> {
  ticketId: string;
  verb: V;
  bodyOf: (text: string) => VerbBody[V];
  onClose: () => void;
}

/** A verb that takes words and nothing else. */
export function WordsDialog<V extends 'ask' | 'escalate'>({ ticketId, verb, bodyOf, onClose }: WordsDialogProps<V>) {
  const say = words[verb];
  const notify = useNotify();
  const [text, setText, forget] = useTyped(ticketId, verb);
  const { mutate, isPending, error } = useVerb(ticketId, verb);
  const confirm = () =>
    mutate(bodyOf(text.trim()), {
      onSuccess: () => {
        forget();
        notify(say.done, { type: 'success' });
        onClose();
      },
    });
  return (
    <VerbDialog
      title={say.title}
      confirm={say.confirm}
      busy={isPending}
      error={error}
      disabled={!text.trim()}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      <NoteField label={say.note} value={text} onChange={setText} lines autoFocus />
    </VerbDialog>
  );
}
