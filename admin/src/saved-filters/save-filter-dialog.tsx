import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useMe } from '../identity/use-me';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { type InboxView, isPersonal } from '../tickets/inbox/views';
import { FormDialog } from '../ui/form-dialog';
import { visible } from '../words/visible';
import { words } from './words';

/** Gives the view on screen a name; support leads may give it to everybody. */
export function SaveFilterDialog({ view, onClose }: { view: InboxView; onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const { roles } = useMe();
  const save = useChange('saved-filters', api.saveFilter, ({ name }) => {
    notify(words.saved(visible(name)));
    onClose();
  });
  return (
    <FormDialog
      title={words.title}
      save={words.saveIt}
      cancel={words.cancel}
      busy={save.isPending}
      error={save.error}
      onSave={(form) =>
        save.mutate({
          name: String(form.get('name')),
          view: view.name,
          narrow: view.narrow,
          shared: form.get('shared') === 'on',
        })
      }
      onClose={onClose}
    >
      <TextField name="name" label={words.name} required autoFocus slotProps={{ htmlInput: { maxLength: 80 } }} />
      {roles.includes('support_lead') && (
        <div>
          <FormControlLabel control={<Checkbox name="shared" />} label={words.share} />
          <p className="small faint">{words.shareHelp}</p>
          {isPersonal(view) && <p className="small">{words.sharePersonal}</p>}
        </div>
      )}
    </FormDialog>
  );
}
