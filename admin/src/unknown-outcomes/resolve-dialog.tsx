import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import type { FoundOut, UnknownOutcome } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { decisionLine } from '../tickets/decision';
import { useTyped } from '../tickets/review/verbs/typed';
import { FormDialog } from '../ui/form-dialog';
import { Shown } from '../ui/shown';
import { words } from './words';

interface ResolveDialogProps {
  execution: UnknownOutcome;
  outcome: FoundOut;
  onClose: () => void;
}

/** Asks for the evidence of what somebody says became of a call. */
export function ResolveDialog({ execution, outcome, onClose }: ResolveDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [evidence, setEvidence, forget] = useTyped(execution.id, 'evidence');
  const { mutate, isPending, error } = useChange(
    'executions',
    () => api.resolve(execution.id, outcome, evidence.trim()),
    (resolution) => {
      forget();
      void queryClient.invalidateQueries({ queryKey: ['ticket-counts'] });
      notify(words.done[resolution], { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.titleOf[outcome]}
      save={words.confirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <p>
        <b>
          <Shown text={decisionLine({ name: execution.tool, arguments: execution.arguments })} />.
        </b>{' '}
        {words.dialogSays[outcome]}
      </p>
      <TextField
        name="evidence"
        value={evidence}
        onChange={(event) => setEvidence(event.target.value)}
        label={words.evidence}
        helperText={words.evidenceHelp}
        required
        autoFocus
        multiline
        minRows={3}
        slotProps={{ htmlInput: { maxLength: 4000 } }}
      />
    </FormDialog>
  );
}
