import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { NewTool, RetryClass, Tool } from '../api-types';
import { CodeField } from '../ui/code-field';
import { Notice } from '../ui/notice';
import { ExampleField } from './example-field';
import type { Written } from './read-tool';
import { useToolCheck } from './use-tool-check';
import { WhatWillHappen } from './what-will-happen';
import { words } from './words';

interface ToolFieldsProps {
  from: Tool | null;
  tools: Tool[];
  written: Written;
  onWrite: (change: Partial<Written>) => void;
  onBeginWith: (tool: Tool) => void;
}

const retryClasses = ['once', 'queryable', 'idempotent'] as const;
const runners = ['countersign', 'agent'] as const;

/** The fields of a tool. What can be wrong although it is JSON, the server says while one types. */
export function ToolFields({ from, tools, written, onWrite, onBeginWith }: ToolFieldsProps) {
  const { faultOf, isCurrent } = useToolCheck(written);
  const [changesWorld, setChangesWorld] = useState(from?.changesWorld ?? true);
  const [name, setName] = useState(from?.name ?? '');
  const [retryClass, setRetryClass] = useState<RetryClass>(from?.retryClass ?? 'once');
  const taken = from ? undefined : tools.find((tool) => tool.name === name.trim());
  const told = (field: string, help?: string) => {
    const fault = faultOf(field);
    return { error: fault !== null, helperText: fault ?? help };
  };
  return (
    <>
      <TextField
        name="name"
        label={words.fields.name}
        helperText={from ? undefined : words.nameHelp}
        value={name}
        onChange={(event) => setName(event.target.value)}
        required
        autoFocus={!from}
        autoComplete="off"
        slotProps={{ htmlInput: { readOnly: from !== null, maxLength: 128, pattern: '[A-Za-z0-9_.:\\-]+' } }}
      />
      {taken && (
        <Notice
          state="pending"
          icon="tool"
          action={<Button onClick={() => onBeginWith(taken)}>{words.beginWith(taken.version)}</Button>}
        >
          {words.taken(taken.name, taken.version)}
        </Notice>
      )}
      <TextField
        name="description"
        label={words.fields.description}
        defaultValue={from?.description}
        required
        multiline
        minRows={2}
        slotProps={{ htmlInput: { maxLength: 2000 } }}
      />
      <TextField
        name="runner"
        select
        label={words.fields.runner}
        value={written.runner}
        onChange={(event) => onWrite({ runner: event.target.value as NonNullable<NewTool['runner']> })}
      >
        {runners.map((runner) => (
          <MenuItem key={runner} value={runner}>
            {words.runner[runner]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        name="url"
        type="url"
        label={words.fields.url}
        value={written.url}
        onChange={(event) => onWrite({ url: event.target.value })}
        {...told('endpoint.url', words.urlHelp[written.runner])}
        required
        autoComplete="off"
        autoFocus={from !== null}
      />
      {written.runner === 'agent' && (
        <TextField
          name="grantSeconds"
          type="number"
          label={words.fields.grantSeconds}
          helperText={words.grantSecondsHelp}
          defaultValue={from?.grantSeconds ?? 300}
          slotProps={{ htmlInput: { min: 10, max: 3600 } }}
        />
      )}
      <TextField
        name="retryClass"
        select
        label={words.fields.retryClass}
        helperText={words.retrySays[retryClass]}
        value={retryClass}
        onChange={(event) => setRetryClass(event.target.value as RetryClass)}
      >
        {retryClasses.map((retry) => (
          <MenuItem key={retry} value={retry}>
            {words.retry[retry]}
          </MenuItem>
        ))}
      </TextField>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))', gap: 16 }}>
        <TextField
          name="timeoutMs"
          type="number"
          label={words.fields.timeoutMs}
          helperText={words.timeoutHelp}
          defaultValue={from?.timeoutMs ?? 10_000}
          slotProps={{ htmlInput: { min: 100, max: 120_000 } }}
        />
        <TextField
          name="maxInFlight"
          type="number"
          label={words.fields.maxInFlight}
          helperText={words.maxInFlightHelp}
          defaultValue={from?.maxInFlight ?? 16}
          slotProps={{ htmlInput: { min: 1, max: 64 } }}
        />
      </div>
      <FormControlLabel
        label={words.fields.changesWorld}
        control={
          <Checkbox name="changesWorld" checked={changesWorld} onChange={(_, changes) => setChangesWorld(changes)} />
        }
      />
      <FormControlLabel
        label={words.fields.noSignOff}
        control={
          <Checkbox
            checked={written.signOff === 'none'}
            onChange={(_, none) => onWrite({ signOff: none ? 'none' : null })}
          />
        }
      />
      {(written.signOff === 'none' || faultOf('signOff')) && (
        <Notice state="pending" icon="triangle">
          {faultOf('signOff') ?? words.noSignOffSays}
        </Notice>
      )}
      <ExampleField
        example={written.example}
        fault={faultOf('example')}
        fits={written.example.trim() !== '' && isCurrent && faultOf('schema') === null}
        onWrite={onWrite}
      />
      <CodeField
        label={words.fields.schema}
        value={written.schema}
        onChange={(schema) => onWrite({ schema })}
        {...told('schema', words.schemaHelp)}
        required
        minRows={8}
      />
      <CodeField
        label={words.fields.preconditions}
        value={written.preconditions}
        onChange={(preconditions) => onWrite({ preconditions })}
        {...told('preconditions', words.preconditionsHelp)}
      />
      <WhatWillHappen written={written} retryClass={retryClass} changesWorld={changesWorld} />
    </>
  );
}
