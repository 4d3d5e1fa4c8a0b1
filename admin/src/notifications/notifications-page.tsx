import Button from '@mui/material/Button';
import { useState } from 'react';
import type { Channel } from '../api-types';
import { administers } from '../identity/roles';
import { useMe } from '../identity/use-me';
import { useKeysetList } from '../platform/use-keyset-list';
import { useSearchFilter } from '../platform/use-search-filter';
import { FilterBar } from '../ui/filter-bar';
import { Icon } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { ReadOnly } from '../ui/marks';
import { Page } from '../ui/page';
import { Table, TableHead } from '../ui/table';
import { ChannelDialog } from './channel-dialog';
import { ChannelRow } from './channel-row';
import { EndChannelDialog } from './end-channel-dialog';
import { MessagesDialog } from './messages-dialog';
import { RotateSecretDialog } from './rotate-secret-dialog';
import { words } from './words';

export type ChannelAction = { what: 'add' } | { what: 'change' | 'rotate' | 'end' | 'messages'; channel: Channel };

/** Where people hear of what happened. */
export default function NotificationsPage() {
  const admin = administers(useMe().roles);
  const [{ ended = 'false' }, set] = useSearchFilter(['ended']);
  const list = useKeysetList('notification-channels', { filter: { ended }, limit: 100 });
  const [action, setAction] = useState<ChannelAction | null>(null);
  const add = (
    <Button variant="contained" color="primary" onClick={() => setAction({ what: 'add' })}>
      <Icon name="plus" /> {words.add}
    </Button>
  );
  const which = { name: 'ended', label: words.which, choices: Object.entries(words.standings), always: true };
  return (
    <Page
      title={words.title}
      says={words.says}
      mark={!admin && <ReadOnly />}
      actions={admin && add}
      bars={<FilterBar label={words.filters} any={words.any} fields={[which]} values={{ ended }} onChange={set} />}
    >
      <ListState list={list} empty={ended === 'true' ? words.noneEnded : words.empty} icon="chat">
        <Table>
          <TableHead titles={[words.columns.name, words.columns.events, words.columns.last]} acts={admin} />
          <tbody>
            {list.rows.map((channel) => (
              <ChannelRow key={channel.id} channel={channel} admin={admin} onAction={setAction} />
            ))}
          </tbody>
        </Table>
      </ListState>
      <ActionDialog action={action} onClose={() => setAction(null)} />
    </Page>
  );
}

function ActionDialog({ action, onClose }: { action: ChannelAction | null; onClose: () => void }) {
  switch (action?.what) {
    case 'add':
      return <ChannelDialog channel={null} onClose={onClose} />;
    case 'change':
      return <ChannelDialog channel={action.channel} onClose={onClose} />;
    case 'rotate':
      return <RotateSecretDialog channel={action.channel} onClose={onClose} />;
    case 'end':
      return <EndChannelDialog channel={action.channel} onClose={onClose} />;
    case 'messages':
      return <MessagesDialog channel={action.channel} onClose={onClose} />;
    default:
      return null;
  }
}
