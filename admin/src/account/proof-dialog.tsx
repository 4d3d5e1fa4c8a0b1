import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { FormDialog } from '../ui/form-dialog';
import { OwnPassword } from './own-password';
import { words } from './words';

interface ProofDialogProps<T> {
  title: string;
  says: string;
  save: string;
  prove: (password: string, code: string) => Promise<T>;
  onDone: (answer: T) => void;
  onClose: () => void;
}

/** What takes password and code: both are asked for at once. */
export function ProofDialog<T>({ title, says, save, prove, onDone, onClose }: ProofDialogProps<T>) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: (form: FormData) => prove(String(form.get('password')), String(form.get('code')).trim()),
    onSuccess: onDone,
  });
  return (
    <FormDialog
      title={title}
      save={save}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <p className="quiet">{says}</p>
      <OwnPassword name="password" label={words.yourPassword} />
      <TextField
        name="code"
        label={words.anyCode}
        required
        autoComplete="one-time-code"
        slotProps={{ htmlInput: { maxLength: 64, spellCheck: false, autoCapitalize: 'none' } }}
      />
    </FormDialog>
  );
}
