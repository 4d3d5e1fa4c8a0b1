import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { Person, Role } from '../api-types';
import { allRoles } from '../identity/roles';
import { Problem } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { FormDialog } from '../ui/form-dialog';
import { PickMany } from '../ui/pick-many';
import { roleName } from '../words/names';
import { PersonAccess } from './person-access';
import { words } from './words';

interface PersonDialogProps {
  /** Whom to change; null adds a person. */
  person: Person | null;
  onClose: () => void;
}

export function PersonDialog({ person, onClose }: PersonDialogProps) {
  const api = useApi();
  const notify = useNotify();
  const [roles, setRoles] = useState<Role[]>(person?.roles ?? []);
  const [unpicked, setUnpicked] = useState<Problem | null>(null);
  const { mutate, isPending, error } = useChange(
    'people',
    (form: FormData) => {
      const name = String(form.get('name')).trim();
      const password = String(form.get('password'));
      if (!person) return api.createPerson({ name, email: String(form.get('email')).trim(), password, roles });
      return api.changePerson(person.id, {
        name,
        roles,
        active: form.get('active') === 'on',
        password: password || undefined,
      });
    },
    ({ name }) => {
      notify(person ? words.saved(name) : words.added(name), { type: 'success' });
      onClose();
    },
  );
  const save = (form: FormData) => {
    if (roles.length === 0) return setUnpicked(new Problem(400, 'no_role', words.pickRole));
    setUnpicked(null);
    mutate(form);
  };
  return (
    <FormDialog
      title={person ? words.changeTitle(person.name) : words.addTitle}
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
        defaultValue={person?.name}
        required
        autoFocus
        autoComplete="off"
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      {!person && <TextField name="email" type="email" label={words.fields.email} required autoComplete="off" />}
      <TextField
        name="password"
        type="password"
        label={person ? words.fields.newPassword : words.fields.password}
        helperText={words.passwordHelp}
        required={!person}
        autoComplete="new-password"
        slotProps={{ htmlInput: { minLength: 12, maxLength: 256 } }}
      />
      <PickMany
        label={words.fields.roles}
        options={allRoles}
        nameOf={roleName}
        picked={roles}
        onPick={setRoles}
        columnWidth={150}
      />
      {person && <PersonAccess person={person} />}
      {person && (
        <FormControlLabel
          label={words.fields.active}
          control={<Checkbox name="active" defaultChecked={person.active} />}
        />
      )}
    </FormDialog>
  );
}
