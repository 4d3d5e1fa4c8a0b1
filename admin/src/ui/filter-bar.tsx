import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useId, useState } from 'react';
import { Icon } from './icons';
import { words } from './words';

const Bar = styled('div')`
  display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: 12px 10px; padding: 6px 24px 14px; align-items: center;
  & > .MuiButton-root { justify-self: start; } & .MuiInputBase-root { height: 34px; }
  @media (max-width: 760px) { grid-template-columns: 1fr 1fr; padding: 6px 16px 12px; & .MuiInputBase-root { height: 42px; } }
`;

export interface FilterField {
  name: string;
  label: string;
  /** Choices as code and word; without them the field takes text. */
  choices?: [string, string][];
  type?: 'date' | 'text';
  /** One of the choices always holds: there is no "any", and it is not counted as a filter in use. */
  always?: boolean;
}

interface FilterBarProps {
  label: string;
  fields: FilterField[];
  values: Record<string, string>;
  onChange: (name: string, value: string) => void;
  any: string;
}

/** Filters of a history, always in view: they live in the address, so that a search can be kept and shared. */
export function FilterBar({ label, fields, values, onChange, any }: FilterBarProps) {
  const id = useId();
  const phone = useMediaQuery('(max-width:760px)');
  const [open, setOpen] = useState(false);
  const used = fields.filter(({ name, always }) => !always && values[name]).length;
  if (phone && !open) {
    return (
      <Bar role="search" aria-label={label}>
        <Button onClick={() => setOpen(true)} aria-expanded={false}>
          <Icon name="search" /> {words.filters(used)}
        </Button>
      </Bar>
    );
  }
  return (
    <Bar role="search" aria-label={label}>
      {fields.map(({ name, label, choices, type, always }) => (
        <TextField
          key={name}
          id={`${id}-${name}`}
          label={label}
          type={type}
          select={!!choices}
          value={values[name] ?? ''}
          onChange={(event) => onChange(name, event.target.value)}
          slotProps={{ select: { displayEmpty: true } }}
        >
          {choices && !always && <MenuItem value="">{any}</MenuItem>}
          {choices?.map(([code, word]) => (
            <MenuItem key={code} value={code}>
              {word}
            </MenuItem>
          ))}
        </TextField>
      ))}
    </Bar>
  );
}
