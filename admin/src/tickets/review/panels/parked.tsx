import type { Tool } from '../../../api-types';
import { serverNow } from '../../../platform/clock';
import { useKeysetList } from '../../../platform/use-keyset-list';
import { Shown } from '../../../ui/shown';
import { moment } from '../../../words/time';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const say = words.parked;

/** Why an approved call waits, and what happens next: it needs nobody for that. */
export function Parked() {
  const { toolCall, expiresAt, allowedActions } = useTicket();
  const { rows } = useKeysetList('tools', { limit: 100 });
  const tool = rows.find(({ name }) => name === toolCall?.name);
  const now = serverNow();
  return (
    <>
      <p>
        <b>{say.title}</b> <Why tool={tool} now={now} />
      </p>
      <p>
        {say.next(moment(expiresAt, now))} {allowedActions.includes('revoke') && say.revocable}
      </p>
    </>
  );
}

function Why({ tool, now }: { tool: Tool | undefined; now: number }) {
  const stop = tool?.stopped;
  if (stop) {
    return (
      <>
        <Shown text={(stop.everything ? say.allStopped : say.toolStopped)(stop.byName, moment(stop.at, now))} />{' '}
        {stop.reason && (
          <q>
            <Shown text={stop.reason} reading="prose" />
          </q>
        )}
      </>
    );
  }
  return tool && tool.circuit !== 'closed' && tool.circuitSince
    ? say.silent(moment(tool.circuitSince, now))
    : say.unsaid;
}
