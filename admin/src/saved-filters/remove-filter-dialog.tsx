import { useNotify } from 'ra-core';
import type { SavedFilter } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { visible } from '../words/visible';
import { words } from './words';

export function RemoveFilterDialog({ filter, onClose }: { filter: SavedFilter; onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const name = visible(filter.name);
  const remove = useChange('saved-filters', api.removeFilter, () => {
    notify(words.removed(name));
    onClose();
  });
  return (
    <FormDialog
      title={words.removeTitle(name)}
      save={words.removeIt}
      cancel={words.cancel}
      busy={remove.isPending}
      error={remove.error}
      onSave={() => remove.mutate(filter.id)}
      onClose={onClose}
    >
      <p>{filter.shared ? words.removeSharedSays : words.removeSays}</p>
    </FormDialog>
  );
}
