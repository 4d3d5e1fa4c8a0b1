import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { ChannelEvent, NewChannel } from '../api-types';
import { Problem } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { PickMany } from '../ui/pick-many';
import { SecretDialog } from '../ui/secret-dialog';
import { words } from './words';

const formats = ['slack', 'standard'] as const;
const all = Object.keys(words.events) as ChannelEvent[];
const pressing: ChannelEvent[] = ['ticket.breached', 'execution.unknown', 'kill_switch.stopped'];

/** Adds a channel, and shows the one time its secret can be shown. */
export function AddChannelDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const [events, setEvents] = useState(pressing);
  const [unpicked, setUnpicked] = useState<Problem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'notification-channels',
    (channel: NewChannel) => api.createChannel(channel),
    (created, { name }) => {
      notify(words.added(name), { type: 'success' });
      setSecret(created.secret);
    },
  );
  if (secret)
    return <SecretDialog title={words.secretTitle} says={words.secretSays} secret={secret} onClose={onClose} />;
  const save = (form: FormData) => {
    if (events.length === 0) return setUnpicked(new Problem(400, 'no_event', words.pickEvent));
    setUnpicked(null);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    mutate({ name: text('name'), format: text('format') as NewChannel['format'], url: text('url'), events });
  };
  return (
    <FormDialog
      title={words.add}
      save={words.save}
      cancel={words.cancel}
      busy={isPending}
      error={unpicked ?? error}
      onSave={save}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={words.fields.name}
        required
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 100 } }}
      />
      <TextField
        name="url"
        type="url"
        label={words.fields.url}
        helperText={words.urlHelp}
        required
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <TextField name="format" select label={words.fields.format} defaultValue="slack">
        {formats.map((format) => (
          <MenuItem key={format} value={format}>
            {words.formats[format]}
          </MenuItem>
        ))}
      </TextField>
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
