import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { Channel, ChannelEvent, ChannelKind, NewChannel } from '../api-types';
import { Problem } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { Notice } from '../ui/notice';
import { PickMany } from '../ui/pick-many';
import { SecretDialog } from '../ui/secret-dialog';
import { visible } from '../words/visible';
import { AddressFields, readAddress } from './address-fields';
import { words } from './words';

const all = Object.keys(words.events) as ChannelEvent[];
const kinds = Object.keys(words.kinds) as ChannelKind['kind'][];
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
  const [kind, setKind] = useState<ChannelKind['kind']>(channel?.kind ?? 'webhook');
  const missing = useMissing(kind);
  const lacks = !channel && missing.length > 0;
  const [events, setEvents] = useState<ChannelEvent[]>(channel?.events ?? pressing);
  const [unpicked, setUnpicked] = useState<Problem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'notification-channels',
    async (form: FormData) => {
      const text = (name: string) => String(form.get(name) ?? '').trim();
      const name = text('name');
      if (channel) {
        await api.changeChannel(channel.id, { name, ...readAddress(kind, form), events });
        return { name, secret: null };
      }
      const format = kind === 'webhook' ? (text('format') as NewChannel['format']) : undefined;
      return { name, ...(await api.createChannel({ name, kind, format, ...readAddress(kind, form), events })) };
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
      blocked={lacks}
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
      {!channel && (
        <TextField
          select
          label={words.fields.kind}
          value={kind}
          onChange={(event) => setKind(event.target.value as ChannelKind['kind'])}
        >
          {kinds.map((one) => (
            <MenuItem key={one} value={one}>
              {words.kinds[one]}
            </MenuItem>
          ))}
        </TextField>
      )}
      {lacks ? (
        <Notice state="pending" icon="tool">
          {words.notSetUp(missing.join(', '))}
        </Notice>
      ) : (
        <AddressFields key={kind} kind={kind} channel={channel} />
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

/** Settings that whoever runs Countersign has yet to make before such a channel can be told; none while nobody knows. */
function useMissing(kind: ChannelKind['kind']): string[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['notification-channels', 'kinds'],
    queryFn: ({ signal }) => api.channelKinds(signal),
  });
  return data?.find((one) => one.kind === kind)?.missing ?? [];
}
