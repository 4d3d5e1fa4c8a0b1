import { useNotify } from 'ra-core';
import type { Witness } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { visible } from '../words/visible';
import { words } from './words';

/** Ends a witness for ever, once somebody has read what that means. */
export function EndWitnessDialog({ witness, onClose }: { witness: Witness; onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const name = visible(witness.name);
  const { mutate, isPending, error } = useChange(
    'witnesses',
    () => api.endWitness(witness.id),
    () => {
      notify(words.ended(name), { type: 'success' });
      onClose();
    },
  );
  return (
    <FormDialog
      title={words.endTitle(name)}
      save={words.endConfirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
    >
      <p>{words.endSays}</p>
    </FormDialog>
  );
}
