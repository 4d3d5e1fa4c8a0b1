import Button from '@mui/material/Button';
import { useNotify } from 'ra-core';
import type { Channel } from '../api-types';
import { serverNow } from '../platform/clock';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import { words } from './words';

/** A channel, what it is told of, how the last message went, and a test of it. */
export function ChannelRow({ channel, admin }: { channel: Channel; admin: boolean }) {
  const api = useApi();
  const notify = useNotify();
  const { id, name, host, events, active, last, waiting } = channel;
  const test = useChange(
    'notification-channels',
    () => api.testChannel(id),
    ({ delivered, status, says }) =>
      notify(delivered ? words.tested(status!) : words.testFailed(status, visible(says)), {
        type: delivered ? 'success' : 'error',
      }),
  );
  const change = useChange(
    'notification-channels',
    () => api.changeChannel(id, { active: !active }),
    () => notify(words.switched(visible(name), !active), { type: 'success' }),
  );
  const failed = test.error ?? change.error;
  return (
    <tr>
      <td>
        <b>
          <Shown text={name} />
        </b>{' '}
        {!active && (
          <Tag state="expired" icon="barred">
            {words.off}
          </Tag>
        )}
        <br />
        <span className="faint small mono">
          <Shown text={host} />
        </span>
      </td>
      <td data-label={words.columns.events}>
        {events.map((event) => words.events[event]).join(', ') || words.nothing}
      </td>
      <td data-label={words.columns.last}>
        <LastMessage last={last} />
        {waiting > 0 && <div className="faint small">{words.waiting(waiting)}</div>}
        {failed && <div role="alert">{sentenceOf(failed)}</div>}
      </td>
      {admin && (
        <td className="end">
          <Button
            size="small"
            onClick={() => test.mutate(undefined)}
            disabled={test.isPending}
            aria-label={words.testTo(visible(name))}
          >
            {words.test}
          </Button>{' '}
          <Button
            size="small"
            onClick={() => change.mutate(undefined)}
            disabled={change.isPending}
            aria-label={`${active ? words.switchOff : words.switchOn}: ${visible(name)}`}
          >
            {active ? words.switchOff : words.switchOn}
          </Button>
        </td>
      )}
    </tr>
  );
}

function LastMessage({ last }: { last: Channel['last'] }) {
  if (!last) return <span className="faint">{words.never}</span>;
  const when = moment(last.at, serverNow());
  return (
    <span>
      {words.events[last.event]}:{' '}
      <span className="quiet">
        {last.delivered ? words.delivered(when) : <Shown text={words.failed(when, last.error ?? '')} />}
      </span>
    </span>
  );
}
