import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useMe } from '../../identity/use-me';
import { useEveryone } from '../../people/use-people-choices';
import { roleName } from '../../words/names';
import { visible } from '../../words/visible';
import { NoteField } from '../review/verbs/note-field';
import { words as verbWords } from '../review/verbs/words';
import { receivers } from './recipient';
import { words } from './words';

interface RecipientFieldsProps {
  to: string;
  note: string;
  onTo: (to: string) => void;
  onNote: (note: string) => void;
}

/** A queue or a person, and what they should know. */
export function RecipientFields({ to, note, onTo, onNote }: RecipientFieldsProps) {
  const me = useMe();
  const rows = useEveryone();
  return (
    <>
      <TextField
        select
        label={words.to}
        helperText={to.startsWith('person:') ? words.held : ' '}
        value={to}
        autoFocus
        onChange={(event) => onTo(event.target.value)}
        sx={{ mt: 1 }}
      >
        {(['human_review', 'leads'] as const).map((queue) => (
          <MenuItem key={queue} value={`queue:${queue}`}>
            {words.queues[queue]}
          </MenuItem>
        ))}
        {receivers(rows)
          .filter(({ id }) => id !== me.id)
          .map(({ id, name, roles }) => (
            <MenuItem key={id} value={`person:${id}`}>
              {visible(words.person(name, roles.map(roleName).join(', ')))}
            </MenuItem>
          ))}
      </TextField>
      <NoteField label={verbWords.optional(words.note)} value={note} onChange={onNote} />
    </>
  );
}
