import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Person } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { Avatar, ReadOnly, Tag } from '../ui/marks';
import { Page } from '../ui/page';
import { Shown } from '../ui/shown';
import { Table, TableHead } from '../ui/table';
import { roleName } from '../words/names';
import { visible } from '../words/visible';
import { PersonDialog } from './person-dialog';
import { words } from './words';

/** Who may do what. */
export default function PeoplePage() {
  const admin = administers(useMe().roles);
  const list = useKeysetList('people', { limit: 100 });
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  const add = (
    <Button variant="contained" color="primary" onClick={() => setEditing('new')}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  return (
    <Page title={words.title} says={words.says} mark={!admin && <ReadOnly />} actions={admin && add}>
      <ListState list={list} empty={words.empty} icon="people">
        <Table>
          <TableHead titles={[words.columns.name, words.columns.roles, words.columns.active]} acts={admin} />
          <tbody>
            {list.rows.map((person) => (
              <tr key={person.id}>
                <td>
                  <span style={{ display: 'flex', gap: 10 }}>
                    <Avatar name={person.name} />
                    <span>
                      <b>
                        <Shown text={person.name} />
                      </b>
                      <br />
                      <span className="faint small">
                        <Shown text={person.email} />
                      </span>
                    </span>
                  </span>
                </td>
                <td data-label={words.columns.roles}>{person.roles.map(roleName).join(', ')}</td>
                <td data-label={words.columns.active}>
                  <Tag state={person.active ? 'succeeded' : 'expired'} icon={person.active ? 'check' : 'barred'}>
                    {person.active ? words.active : words.inactive}
                  </Tag>
                </td>
                {admin && (
                  <td className="end">
                    <Button
                      size="small"
                      onClick={() => setEditing(person)}
                      aria-label={`${words.edit} ${visible(person.name)}`}
                    >
                      {words.edit}
                    </Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </Table>
      </ListState>
      {editing && <PersonDialog person={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
