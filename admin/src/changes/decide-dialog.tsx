import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import type { ChangeDetail, ChangeVerb } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { useTyped } from '../tickets/review/verbs/typed';
import { FormDialog } from '../ui/form-dialog';
import { titleOf } from './says';
import { words } from './words';

interface DecideDialogProps {
  change: ChangeDetail;
  verb: ChangeVerb;
  onClose: () => void;
}

/** Asks once more before a change is decided on, and for the reason of a rejection. */
export function DecideDialog({ change, verb, onClose }: DecideDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [reason, setReason, forget] = useTyped(change.id, 'rejection');
  const { contentHash } = change;
  const body = { approve: { contentHash }, reject: { contentHash, reason: reason.trim() }, withdraw: {} }[verb];
  const { mutate, isPending, error } = useChange(
    'changes',
    () => api.decideOnChange(change.id, verb, body),
    ({ state }) => {
      forget();
      notify(words.done[state] ?? words.states[state]!, { type: 'success' });
      onClose();
    },
  );
  const last = change.missing.reduce((sum, { count }) => sum + count, 0) === 1;
  const [title, says] = {
    approve: [words.approveTitle, words.approveSays(last)],
    reject: [words.rejectTitle, words.rejectSays],
    withdraw: [words.withdrawTitle, words.withdrawSays],
  }[verb];
  return (
    <FormDialog
      title={title!}
      save={words[verb]}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      // What is refused was mostly decided by somebody else meanwhile: the page behind is to say so.
      onSave={() => mutate(undefined, { onError: () => queryClient.invalidateQueries({ queryKey: ['changes'] }) })}
      onClose={onClose}
    >
      <p>
        <b>{titleOf(change)}.</b> {says}
      </p>
      {verb === 'reject' && (
        <TextField
          name="reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          label={words.whyReject}
          required
          autoFocus
          multiline
          minRows={3}
          slotProps={{ htmlInput: { maxLength: 2000 } }}
        />
      )}
    </FormDialog>
  );
}
