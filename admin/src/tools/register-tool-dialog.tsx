import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { JsonSchema, NewTool, RetryClass } from '../api-types';
import { Problem } from '../platform/problem';
import { mono } from '../platform/theme/typography';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { SecretDialog } from '../ui/secret-dialog';
import { words } from './words';

const emptySchema = JSON.stringify(
  { type: 'object', additionalProperties: false, required: [], properties: {} },
  null,
  2,
);

function readTool(form: FormData): NewTool {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const json = <T,>(name: string, wrong: string): T => {
    try {
      return JSON.parse(text(name)) as T;
    } catch {
      throw new Problem(400, 'bad_schema', wrong);
    }
  };
  const schema = json<JsonSchema>('schema', words.badSchema);
  const preconditions = text('preconditions')
    ? json<NewTool['preconditions']>('preconditions', words.badPreconditions)
    : undefined;
  return {
    name: text('name'),
    description: text('description'),
    schema,
    endpoint: { url: text('url') },
    retryClass: text('retryClass') as RetryClass,
    changesWorld: form.get('changesWorld') === 'on',
    runner: text('runner') as NewTool['runner'],
    preconditions,
    timeoutMs: text('timeoutMs') ? Number(text('timeoutMs')) : undefined,
  };
}

/** Registers a tool, or the next version of one. */
export function RegisterToolDialog({ onClose }: { onClose: () => void }) {
  const api = useApi();
  const notify = useNotify();
  const [secret, setSecret] = useState<string | null>(null);
  const { mutate, isPending, error } = useChange(
    'tools',
    async (form: FormData) => api.registerTool(readTool(form)),
    ({ name, version, signingSecret }) => {
      notify(words.saved(name, version), { type: 'success' });
      if (signingSecret) setSecret(signingSecret);
      else onClose();
    },
  );
  if (secret)
    return <SecretDialog title={words.secretTitle} says={words.secretSays} secret={secret} onClose={onClose} />;
  return (
    <FormDialog
      title={words.add}
      save={words.save}
      cancel={words.cancel}
      busy={isPending}
      error={error}
      onSave={mutate}
      onClose={onClose}
    >
      <TextField
        name="name"
        label={words.fields.name}
        helperText={words.nameHelp}
        required
        autoFocus
        autoComplete="off"
      />
      <TextField name="description" label={words.fields.description} required multiline minRows={2} />
      <TextField
        name="url"
        type="url"
        label={words.fields.url}
        helperText={words.urlHelp}
        required
        autoComplete="off"
      />
      <TextField name="retryClass" select label={words.fields.retryClass} defaultValue="once">
        {(['once', 'queryable', 'idempotent'] as const).map((retry) => (
          <MenuItem key={retry} value={retry}>
            {words.retry[retry]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        name="timeoutMs"
        type="number"
        label={words.fields.timeoutMs}
        defaultValue={10000}
        slotProps={{ htmlInput: { min: 100, max: 120000 } }}
      />
      <TextField name="runner" select label={words.fields.runner} defaultValue="countersign">
        {(['countersign', 'agent'] as const).map((runner) => (
          <MenuItem key={runner} value={runner}>
            {words.runner[runner]}
          </MenuItem>
        ))}
      </TextField>
      <FormControlLabel label={words.fields.changesWorld} control={<Checkbox name="changesWorld" defaultChecked />} />
      <TextField
        name="schema"
        label={words.fields.schema}
        multiline
        minRows={8}
        maxRows={18}
        required
        defaultValue={emptySchema}
        slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: mono, fontSize: 12 } } }}
      />
      <TextField
        name="preconditions"
        label={words.fields.preconditions}
        helperText={words.preconditionsHelp}
        multiline
        minRows={2}
        maxRows={12}
        slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: mono, fontSize: 12 } } }}
      />
    </FormDialog>
  );
}
