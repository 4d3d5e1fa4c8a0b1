import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useApi } from '../platform/use-api';
import { FormDialog } from '../ui/form-dialog';
import { OwnPassword } from './own-password';
import { words } from './words';

const say = words.password;

export function PasswordDialog({ email, onClose, onDone }: { email: string; onClose: () => void; onDone: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: FormData) => api.changePassword(String(form.get('current')), String(form.get('next'))),
    onSuccess: () => {
      notify(say.done, { type: 'success' });
      onDone();
    },
  });
  return (
    <FormDialog
      title={say.change}
      save={say.save}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      {/* For password managers, which keep the password under it. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <OwnPassword name="current" label={say.current} />
      <TextField
        name="next"
        type="password"
        label={say.next}
        helperText={say.help}
        required
        autoComplete="new-password"
        slotProps={{ htmlInput: { minLength: 12, maxLength: 256 } }}
      />
    </FormDialog>
  );
}
