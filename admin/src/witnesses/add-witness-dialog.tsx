import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { visible } from '../words/visible';
import { words } from './words';

/** Registers a witness by the key that its machine printed. */
export function AddWitnessDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const { mutate, isPending, error } = useChange(
    'witnesses',
    (form: FormData) => api.addWitness(String(form.get('verifierKey') ?? '').trim()),
    ({ name }) => {
      notify(words.added(visible(name)), { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.add}
      save={words.addConfirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <TextField
        name="verifierKey"
        label={words.key}
        helperText={words.keyHelp}
        required
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 200, spellCheck: false } }}
      />
      <p>{words.onKey}</p>
    </FormDialog>
  );
}
