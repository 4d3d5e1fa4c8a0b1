import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { words } from './words';

interface SwitchDialogProps {
  /** Null is everything. */
  tool: string | null;
  to: 'stop' | 'resume';
  onClose: () => void;
}

/** Asks why, then stops a tool or everything, or lets it run again. */
export function SwitchDialog({ tool, to, onClose }: SwitchDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const said = words.switching[to];
  const { mutate, isPending, error } = useChange(
    'tools',
    (form: FormData) => api.switchTool(tool, to, String(form.get('reason') ?? '').trim()),
    () => {
      notify(said.done(tool), { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={said.title(tool)}
      save={said.confirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <p>{said.says}</p>
      <TextField
        name="reason"
        label={words.reason}
        helperText={words.reasonHelp}
        required
        autoFocus
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 1000 } }}
      />
    </FormDialog>
  );
}
