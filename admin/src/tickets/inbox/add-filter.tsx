import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { Chip } from '../../ui/chip';
import { Icon } from '../../ui/icons';
import { narrowingChoices } from './narrowing-value';
import { type InboxView, narrowings, notOffered } from './views';
import { words } from './words';

/** Narrows the view by one field more. A state is chosen among all tickets, so it leaves the queue views. */
export function AddFilter({ view, onView }: { view: InboxView; onView: (view: InboxView) => void }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [field, setField] = useState<string>('domain');
  const [value, setValue] = useState('');
  const choices = narrowingChoices[field];

  function apply(event: FormEvent) {
    event.preventDefault();
    const leavesQueue = field === 'state' || field === 'executionState';
    if (value) onView({ name: leavesQueue ? 'all' : view.name, narrow: { ...view.narrow, [field]: value } });
    setAnchor(null);
  }

  return (
    <>
      <Chip onClick={(event) => setAnchor(event.currentTarget)} expanded={anchor !== null}>
        <Icon name="search" size={14} /> {words.addFilter}
      </Chip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: {
            sx: { p: 4, mt: 1, width: 280, border: 1, borderColor: 'divider', boxShadow: 'var(--cs-palette-lift)' },
          },
        }}
      >
        <form onSubmit={apply} style={{ display: 'grid', gap: 14 }} aria-label={words.addFilter}>
          <TextField
            select
            label={words.filterTitle}
            value={field}
            onChange={(event) => {
              setField(event.target.value);
              setValue('');
            }}
          >
            {narrowings
              .filter((name) => !notOffered.includes(name))
              .map((name) => (
                <MenuItem key={name} value={name}>
                  {words.narrowing[name]}
                </MenuItem>
              ))}
          </TextField>
          <TextField
            select={!!choices}
            label={words.filterValue}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          >
            {choices?.map(([code, label]) => (
              <MenuItem key={code} value={code}>
                {label}
              </MenuItem>
            ))}
          </TextField>
          <Button type="submit" variant="contained" color="primary">
            {words.apply}
          </Button>
        </form>
      </Popover>
    </>
  );
}
