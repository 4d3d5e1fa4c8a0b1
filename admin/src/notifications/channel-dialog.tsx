import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { Channel, ChannelEvent, NewChannel } from '../api-types';
import { Problem } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { PickMany } from '../ui/pick-many';
import { SecretDialog } from '../ui/secret-dialog';
import { visible } from '../words/visible';
import { words } from './words';

const formats = ['slack', 'standard'] as const;
const all = Object.keys(words.events) as ChannelEvent[];
const pressing: ChannelEvent[] = ['ticket.breached', 'execution.unknown', 'kill_switch.stopped'];

interface ChannelDialogProps {
  /** What to change; null adds a channel. */
  channel: Channel | null;
  onClose: () => void;
}

/** Adds a channel, and shows the one time its secret can be shown; or changes one. */
export function ChannelDialog({ channel, onClose }: ChannelDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const [events, setEvents] = useState<ChannelEvent[]>(channel?.events ?? pressing);
  const [unpicked, setUnpicked] = useState<Problem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'notification-channels',
    async (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const name = text('name');
      if (channel) {
        await api.changeChannel(channel.id, { name, url: text('url') || undefined, events });
        return { name, secret: null };
      }
      const format = text('format') as NewChannel['format'];
      return { name, ...(await api.createChannel({ name, format, url: text('url'), events })) };
    },
    ({ name, secret }) => {
      notify(channel ? words.changed(visible(name)) : words.added(visible(name)), { type: 'success' });
      if (secret) setSecret(secret);
      else onClose();
    },
  );
  if (secret)
    return <SecretDialog title={words.secretTitle} says={words.secretSays} secret={secret} onClose={onClose} />;
  const save = (form: FormData) => {
    if (events.length === 0) return setUnpicked(new Problem(400, 'no_event', words.pickEvent));
    setUnpicked(null);
    mutate(form);
  };
  return (
    <FormDialog
      title={channel ? words.changeTitle(visible(channel.name)) : words.add}
      save={channel ? words.save : words.addConfirm}
      cancel={words.cancel}
      busy={isPending}
      error={unpicked ?? error}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={words.fields.name}
        defaultValue={channel?.name}
        required
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <TextField
        name="url"
        type="url"
        label={channel ? words.newUrl : words.fields.url}
        helperText={channel ? words.newUrlHelp : words.urlHelp}
        required={!channel}
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      {!channel && (
        <TextField name="format" select label={words.fields.format} defaultValue="slack">
          {formats.map((format) => (
            <MenuItem key={format} value={format}>
              {words.formats[format]}
            </MenuItem>
          ))}
        </TextField>
      )}
      <PickMany
        label={words.fields.events}
        options={all}
        nameOf={(event) => words.events[event]}
        picked={events}
        onPick={setEvents}
      />
    </FormDialog>
  );
}
