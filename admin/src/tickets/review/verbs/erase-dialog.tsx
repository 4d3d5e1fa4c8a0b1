import { styled } from '@mui/material/styles';
import { useNotify } from 'ra-core';
import { useVerb } from '../../verbs';
import { useTicket } from '../use-ticket';
import { NoteField } from './note-field';
import { useTyped } from './typed';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.erase;

const List = styled('section')`
  & h3 { font: var(--cs-font-subtitle2); margin-bottom: 2px; }
  & ul { padding-left: 18px; list-style: disc; } & li { padding: 1.5px 0; color: var(--text-2); }
`;

/** Says exactly what goes and what stays before it is asked for, because there is no way back. */
export default function EraseDialog({ onClose }: { onClose: () => void }) {
  const { id, number } = useTicket();
  const notify = useNotify();
  const [reason, setReason, forget] = useTyped(id, 'erase.reason');
  const { mutate, isPending, error } = useVerb(id, 'erase');
  const onSuccess = () => {
    forget();
    notify(say.done, { type: 'success' });
    onClose();
  };
  return (
    <VerbDialog
      title={say.title(number)}
      confirm={say.confirm}
      refuses
      busy={isPending}
      error={error}
      disabled={!reason.trim()}
      onConfirm={() => mutate({ reason: reason.trim() }, { onSuccess })}
      onClose={onClose}
    >
      <p>{say.says}</p>
      <Listed title={say.goes} lines={say.goesList} />
      <Listed title={say.stays} lines={say.staysList} />
      <p className="quiet small">{say.elsewhere}</p>
      <NoteField
        label={say.reason}
        help={say.reasonHelp}
        value={reason}
        onChange={setReason}
        autoFocus
        lines
        max={1000}
      />
    </VerbDialog>
  );
}

const Listed = ({ title, lines }: { title: string; lines: readonly string[] }) => (
  <List>
    <h3>{title}</h3>
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </List>
);
