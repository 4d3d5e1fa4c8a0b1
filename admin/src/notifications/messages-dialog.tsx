import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Link } from 'react-router-dom';
import type { Channel, ChannelMessage } from '../api-types';
import { serverNow } from '../platform/clock';
import { useApi } from '../platform/use-api';
import type { IconName } from '../ui/icons';
import { ListState } from '../ui/list-state';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import { words } from './words';

const List = styled('ol')`
  & li { padding: 9px 0; border-bottom: 1px solid var(--line); display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; align-items: start; }
  & small { grid-column: 1 / 3; font-size: 12px; color: var(--text-3); overflow-wrap: anywhere; }
`;

const looks = {
  delivered: ['succeeded', 'check'],
  waiting: ['pending', 'clock'],
  given_up: ['failed', 'triangle'],
} as const satisfies Record<ChannelMessage['state'], readonly [string, IconName]>;

/** What a channel was told and is yet to be told, newest first. */
export function MessagesDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const api = useApi();
  const id = useId();
  const query = useInfiniteQuery({
    queryKey: ['notification-channels', 'messages', channel.id],
    queryFn: ({ pageParam, signal }) => api.channelMessages(channel.id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows = (query.data?.pages ?? []).flatMap((page) => page.data);
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{words.messagesOf(visible(channel.name))}</DialogTitle>
      <DialogContent>
        <ListState list={{ ...query, rows }} empty={words.noMessages} icon="chat">
          <List>
            {rows.map((message) => (
              <MessageLine key={message.id} message={message} />
            ))}
          </List>
        </ListState>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" color="primary" onClick={onClose} autoFocus>
          {words.close}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function MessageLine({ message }: { message: ChannelMessage }) {
  const { event, what, ticketId, at, state, attempts, error } = message;
  const [colour, icon] = looks[state];
  const now = serverNow();
  return (
    <li>
      <span>
        {ticketId ? <Link to={`/tickets/${ticketId}`}>{what}</Link> : <Shown text={what ?? words.everything} />}
        {': '}
        {words.events[event]}
      </span>
      <Tag state={colour} icon={icon}>
        {words.states[state]}
      </Tag>
      <small>
        <Shown text={[moment(at, now), attempts > 0 && words.attempts(attempts), error].filter(Boolean).join(', ')} />
      </small>
    </li>
  );
}
