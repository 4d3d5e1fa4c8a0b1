import Button from '@mui/material/Button';
import { useState } from 'react';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Table } from '../ui/table';
import { AddChannelDialog } from './add-channel-dialog';
import { ChannelRow } from './channel-row';
import { words } from './words';

/** Where people hear of what happened. */
export default function NotificationsPage() {
  const admin = administers(useMe().roles);
  const list = useKeysetList('notification-channels', { limit: 100 });
  const [adding, setAdding] = useState(false);
  const add = (
    <Button variant="contained" color="primary" onClick={() => setAdding(true)}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  return (
    <Page title={words.title} says={words.says} mark={!admin && <ReadOnly />} actions={admin && add}>
      <ListState list={list} empty={words.empty} icon="chat">
        <Table>
          <thead>
            <tr>
              <th scope="col">{words.columns.name}</th>
              <th scope="col">{words.columns.events}</th>
              <th scope="col">{words.columns.last}</th>
              {admin && (
                <th scope="col">
                  <span className="hidden">{words.columns.action}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} admin={admin} />
            ))}
          </tbody>
        </Table>
      </ListState>
      {adding && <AddChannelDialog onClose={() => setAdding(false)} />}
    </Page>
  );
}
