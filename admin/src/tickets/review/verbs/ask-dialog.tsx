import { useNotify } from 'ra-core';
import { useVerb } from '../../verbs';
import { NoteField } from './note-field';
import { useTyped } from './typed';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.ask;

interface AskDialogProps {
  ticketId: string;
  onClose: () => void;
}

export default function AskDialog({ ticketId, onClose }: AskDialogProps) {
  const notify = useNotify();
  const [question, setQuestion, forget] = useTyped(ticketId, 'ask.question');
  const { mutate, isPending, error } = useVerb(ticketId, 'ask');
  const confirm = () =>
    mutate(
      { question: question.trim() },
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
      disabled={!question.trim()}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      <NoteField label={say.question} value={question} onChange={setQuestion} lines autoFocus />
    </VerbDialog>
  );
}
