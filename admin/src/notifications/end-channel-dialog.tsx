import { useNotify } from 'ra-core';
import type { Channel } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { visible } from '../words/visible';
import { words } from './words';

/** Ends a channel for ever, once somebody has read what that means. */
export function EndChannelDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const name = visible(channel.name);
  const { mutate, isPending, error } = useChange(
    'notification-channels',
    () => api.endChannel(channel.id),
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
