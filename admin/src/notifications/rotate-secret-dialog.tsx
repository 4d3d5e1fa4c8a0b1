import { useState } from 'react';
import type { Channel } from '../api-types';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { SecretDialog } from '../ui/secret-dialog';
import { visible } from '../words/visible';
import { words } from './words';

/** Gives a channel another secret, and shows it the one time it can be shown. */
export function RotateSecretDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const api = useApi();
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'notification-channels',
    () => api.rotateChannelSecret(channel.id),
    (made) => setSecret(made.secret),
  );
  if (secret)
    return <SecretDialog title={words.secretTitle} says={words.secretSays} secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={words.rotateTitle(visible(channel.name))}
      save={words.rotateConfirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
    >
      <p>{words.rotateSays}</p>
    </FormDialog>
  );
}
