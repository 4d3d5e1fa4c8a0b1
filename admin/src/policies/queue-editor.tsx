import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { wholly } from '../words/time';
import type { EditorProps } from './editor';
import {
  type Priority,
  priorities,
  type QueueDocument,
  type QueueName,
  type Targets,
  toSeconds,
  toWritten,
  type Unit,
  units,
  type Written,
} from './queue-targets';
import { words } from './words';

const Fields = styled('fieldset')`
  border: 0; padding: 0; margin: 0; min-width: 0; display: grid; gap: 14px;
  & legend { font: var(--cs-font-subtitle2); padding: 0; margin-bottom: 14px; }
  & .target { display: grid; grid-template-columns: minmax(0, 1fr) 132px; gap: 8px; }
`;

type Queue = Record<Priority, Written>;

const targetsOf = (from: EditorProps['from'], queue: QueueName) =>
  (from as QueueDocument).queue_policy?.[queue]?.sla_seconds;

const written = (targets: Targets = {}): Queue =>
  Object.fromEntries(priorities.map((priority) => [priority, toWritten(targets[priority])])) as Queue;

/** What can't be read as a number goes to the server as it stands, which says so at the field. */
const section = (queue: Queue) => ({
  sla_seconds: Object.fromEntries(
    priorities.map((priority) => [priority, toSeconds(queue[priority]) ?? queue[priority].amount]),
  ),
});

/** The targets of each queue by numbers and units, each with what it comes to and what is wrong with it. */
export function QueueEditor({ from, onWrite, findings }: EditorProps) {
  const [first, setFirst] = useState(() => written(targetsOf(from, 'human_review')));
  const [leads, setLeads] = useState(() => {
    const targets = targetsOf(from, 'leads');
    return targets ? written(targets) : null;
  });
  const write = (everybody: Queue, theirs: Queue | null) => {
    setFirst(everybody);
    setLeads(theirs);
    onWrite({
      queue_policy: { human_review: section(everybody), ...(theirs ? { leads: section(theirs) } : {}) },
    });
  };
  const faultAt = (queue: QueueName, priority: Priority) =>
    findings.find(({ path }) => path === `queue_policy.${queue}.sla_seconds.${priority}`)?.message;
  return (
    <>
      <QueueFields queue="human_review" values={first} onChange={(next) => write(next, leads)} faultAt={faultAt} />
      <div>
        <FormControlLabel
          control={<Checkbox checked={leads !== null} onChange={(_, on) => write(first, on ? { ...first } : null)} />}
          label={words.leadsHaveTargets}
        />
        <p className="small faint">{words.leadsHelp}</p>
      </div>
      {leads && <QueueFields queue="leads" values={leads} onChange={(next) => write(first, next)} faultAt={faultAt} />}
    </>
  );
}

interface QueueFieldsProps {
  queue: QueueName;
  values: Queue;
  onChange: (values: Queue) => void;
  faultAt: (queue: QueueName, priority: Priority) => string | undefined;
}

function QueueFields({ queue, values, onChange, faultAt }: QueueFieldsProps) {
  return (
    <Fields>
      <legend>{words.queueNames[queue]}</legend>
      {priorities.map((priority) => {
        const value = values[priority];
        const seconds = toSeconds(value);
        const fault = faultAt(queue, priority);
        const label = words.targetOf(words.priorities[priority], words.queueNames[queue]);
        const set = (change: Partial<Written>) => onChange({ ...values, [priority]: { ...value, ...change } });
        return (
          <div key={priority} className="target">
            <TextField
              label={words.priorities[priority]}
              value={value.amount}
              onChange={(event) => set({ amount: event.target.value })}
              error={fault !== undefined}
              helperText={
                fault === undefined
                  ? seconds !== null && words.within(wholly(seconds * 1000))
                  : words.targetFault(fault)
              }
              slotProps={{ htmlInput: { inputMode: 'decimal', 'aria-label': label, maxLength: 12 } }}
            />
            <TextField
              select
              value={value.unit}
              onChange={(event) => set({ unit: event.target.value as Unit })}
              slotProps={{ htmlInput: { 'aria-label': words.unitOf(label) } }}
            >
              {(Object.keys(units) as Unit[]).map((unit) => (
                <MenuItem key={unit} value={unit}>
                  {words.units[unit]}
                </MenuItem>
              ))}
            </TextField>
          </div>
        );
      })}
    </Fields>
  );
}
