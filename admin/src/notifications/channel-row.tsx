import Button from '@mui/material/Button';
import { useNotify } from 'ra-core';
import type { Channel } from '../api-types';
import { serverNow } from '../platform/clock';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { useChange } from '../platform/use-change';
import { Tag } from '../ui/marks';
import { MoreMenu } from '../ui/more-menu';
import { Shown } from '../ui/shown';
import { TextButton } from '../ui/text-button';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import type { ChannelAction } from './notifications-page';
import { words } from './words';

interface ChannelRowProps {
  channel: Channel;
  admin: boolean;
  onAction: (action: ChannelAction) => void;
}

/** A channel, what it is told of, how the last message went, and what can be done with it. */
export function ChannelRow({ channel, admin, onAction }: ChannelRowProps) {
  const api = useApi();
  const notify = useNotify();
  const { id, kind, host, recipients, events, active, last, waiting, endedAt } = channel;
  const name = visible(channel.name);
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
    () => notify(words.switched(name, !active), { type: 'success' }),
  );
  const failed = test.error ?? change.error;
  return (
    <tr>
      <td>
        <b>
          <Shown text={channel.name} />
        </b>{' '}
        <Standing channel={channel} />
        <br />
        <span className="faint small mono">
          <Shown text={host ?? (recipients ?? []).join(', ')} />
        </span>
      </td>
      <td data-label={words.columns.events}>
        {events.map((event) => words.events[event]).join(', ') || words.nothing}
      </td>
      <td data-label={words.columns.last}>
        <LastMessage last={last} />{' '}
        <TextButton onClick={() => onAction({ what: 'messages', channel })} aria-label={words.messagesOf(name)}>
          {words.messages}
        </TextButton>
        {waiting > 0 && <div className="faint small">{words.waiting(waiting)}</div>}
        {failed && <div role="alert">{sentenceOf(failed)}</div>}
      </td>
      {admin && (
        <td className="end">
          {!endedAt && (
            <>
              <Button
                size="small"
                onClick={() => test.mutate(undefined)}
                disabled={test.isPending}
                aria-label={words.testTo(name)}
              >
                {words.test}
              </Button>{' '}
              <Button
                size="small"
                onClick={() => change.mutate(undefined)}
                disabled={change.isPending}
                aria-label={`${active ? words.switchOff : words.switchOn}: ${name}`}
              >
                {active ? words.switchOff : words.switchOn}
              </Button>{' '}
              <MoreMenu
                label={words.more(name)}
                size="small"
                items={[
                  { label: words.change, act: () => onAction({ what: 'change', channel }) },
                  ...(kind === 'webhook'
                    ? [{ label: words.rotate, act: () => onAction({ what: 'rotate', channel }) }]
                    : []),
                  { label: words.end, act: () => onAction({ what: 'end', channel }) },
                ]}
              />
            </>
          )}
        </td>
      )}
    </tr>
  );
}

function Standing({ channel: { active, endedAt } }: { channel: Channel }) {
  if (active) return null;
  return (
    <Tag state="expired" icon="barred">
      {endedAt ? words.endedOn(moment(endedAt, serverNow())) : words.off}
    </Tag>
  );
}

function LastMessage({ last }: { last: Channel['last'] }) {
  if (!last) return <span className="faint">{words.never}</span>;
  const when = moment(last.at, serverNow());
  return (
    <span>
      {words.events[last.event]}:{' '}
      <span className="quiet">
        <Shown
          text={
            last.delivered
              ? [words.delivered(when), last.error].filter(Boolean).join(', ')
              : words.failed(when, last.error ?? '')
          }
        />
      </span>
    </span>
  );
}
