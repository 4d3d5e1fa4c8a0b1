import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { Agent, AgentKey } from '../api-types';
import { serverNow } from '../platform/clock';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { SecretDialog } from '../ui/secret-dialog';
import { fullTime } from '../words/time';
import { words } from './words';

const hours = 3_600_000;
/** How long both may work: enough to change a secret by hand, to deploy, to find whoever forgot. */
const choices = [hours, 24 * hours, 7 * 24 * hours, 30 * 24 * hours];

interface RotateKeyDialogProps {
  agent: Agent;
  agentKey: AgentKey;
  onClose: () => void;
}

/** Issues another key in place of this one, which works on for as long as the admin says. */
export function RotateKeyDialog({ agent, agentKey, onClose }: RotateKeyDialogProps) {
  const api = useApi();
  const [both, setBoth] = useState(24 * hours);
  const [key, setKey] = useState<string | null>(null);
  const until = () => new Date(serverNow() + both).toISOString();
  const { mutate, isPending, error } = useChange(
    'agents',
    () => api.rotateKey(agent.id, agentKey.id, until()),
    (issued) => setKey(issued.key),
  );
  if (key) return <SecretDialog title={words.issued} says={words.issuedHelp} secret={key} onClose={onClose} />;
  return (
    <FormDialog
      title={words.rotateTitle(agentKey.prefix)}
      save={words.rotateConfirm}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={() => mutate(undefined)}
      onClose={onClose}
    >
      <p>{words.rotateSays}</p>
      <TextField
        select
        label={words.fields.oldKey}
        value={both}
        onChange={(event) => setBoth(Number(event.target.value))}
        helperText={words.oldKeyHelp(fullTime(until()))}
        autoFocus
      >
        {choices.map((ms) => (
          <MenuItem key={ms} value={ms}>
            {words.bothFor(ms / hours)}
          </MenuItem>
        ))}
      </TextField>
    </FormDialog>
  );
}
