import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { RejectReason } from '../api-types';
import { FormDialog } from '../ui/form-dialog';
import { words } from './words';

interface AddReasonDialogProps {
  taken: string[];
  onAdd: (reason: RejectReason) => void;
  onClose: () => void;
}

/** A code for the agent is made from the label until it is typed otherwise. */
const codeFrom = (label: string) =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 64);

export function AddReasonDialog({ taken, onAdd, onClose }: AddReasonDialogProps) {
  const [label, setLabel] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const code = typed ?? codeFrom(label);
  const twice = taken.includes(code);
  return (
    <FormDialog
      title={words.addTitle}
      save={words.add}
      cancel={words.cancel}
      busy={false}
      error={null}
      onSave={() => label.trim() && code && !twice && onAdd({ code, label: label.trim() })}
      onClose={onClose}
    >
      <TextField
        label={words.label}
        required
        autoFocus
        value={label}
        onChange={(event) => setLabel(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 120 } }}
      />
      <TextField
        label={words.code}
        required
        error={twice}
        helperText={twice ? words.taken : words.codeHelp}
        value={code}
        onChange={(event) => setTyped(event.target.value)}
        slotProps={{ htmlInput: { maxLength: 64, pattern: '[a-z][a-z0-9_]*', spellCheck: false } }}
      />
    </FormDialog>
  );
}
