import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import { serverNow } from '../../../platform/clock';
import { moment } from '../../../words/time';
import { useVerb } from '../../verbs';
import { VerbDialog } from './verb-dialog';
import { words } from './words';

const say = words.snooze;
const choices = [5, 10, 30, 60, 240];

interface SnoozeDialogProps {
  ticketId: string;
  dueAt: string | null;
  onClose: () => void;
}

/** Times are counted on the server's clock and never go past the deadline. */
export function SnoozeDialog({ ticketId, dueAt, onClose }: SnoozeDialogProps) {
  const notify = useNotify();
  const [now] = useState(serverNow);
  const { mutate, isPending, error } = useVerb(ticketId, 'snooze');
  const ways = choices
    .map((minutes) => ({ label: say.minutes(minutes), until: new Date(now + minutes * 60_000).toISOString() }))
    .filter(({ until }) => !dueAt || until < dueAt);
  if (dueAt && Date.parse(dueAt) > now) ways.push({ label: say.untilDue, until: dueAt });
  const [until, setUntil] = useState(ways[0]?.until ?? '');
  const confirm = () =>
    mutate(
      { until },
      {
        onSuccess: () => {
          notify(say.done, { type: 'success' });
          onClose();
        },
      },
    );
  return (
    <VerbDialog
      title={say.title}
      confirm={say.confirm}
      busy={isPending}
      error={error}
      disabled={!until}
      focusConfirm
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="quiet">{say.says}</p>
      <TextField
        select
        label={say.until}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
        sx={{ mt: 1 }}
      >
        {ways.map((way) => (
          <MenuItem key={way.until} value={way.until}>
            {way.label}, {moment(way.until, now)}
          </MenuItem>
        ))}
      </TextField>
    </VerbDialog>
  );
}
