import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { scopeOf } from './scope';
import { ScopeFields } from './scope-fields';
import { words } from './words';

export function AddAgentDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const { mutate, isPending, error } = useChange(
    'agents',
    (form: FormData) => api.createAgent({ name: String(form.get('name')).trim(), ...scopeOf(form) }),
    ({ name }) => {
      notify(words.added(name), { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.add}
      save={words.save}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={words.fields.name}
        required
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <ScopeFields />
    </FormDialog>
  );
}
