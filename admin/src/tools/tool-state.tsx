import type { Tool } from '../api-types';
import { serverNow } from '../platform/clock';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { words } from './words';

/** Whether a tool is running, stopped, or does not answer: as a word with its glyph. */
export function ToolState({ tool }: { tool: Tool }) {
  if (tool.stopped)
    return (
      <Tag state="rejected" icon="barred">
        {words.stopped}
      </Tag>
    );
  const closed = tool.circuit === 'closed';
  return (
    <Tag state={closed ? 'succeeded' : 'failed'} icon={closed ? 'tickCircle' : 'triangle'}>
      {words.circuits[tool.circuit]}
    </Tag>
  );
}

/** Who stopped it and why, or since when it does not answer, and how much waits; nothing while it runs. */
export function ToolStateSays({ tool: { stopped, circuit, circuitSince, parked } }: { tool: Tool }) {
  if (!stopped && circuit === 'closed') return null;
  const now = serverNow();
  return (
    <p>
      {stopped &&
        (stopped.everything ? words.stoppedWithAll : words.stoppedSays(stopped.byName, moment(stopped.at, now)))}
      {stopped && !stopped.everything && stopped.reason && (
        <>
          {': '}
          <q>
            <Shown text={stopped.reason} reading="prose" />
          </q>
        </>
      )}
      {stopped && '. '}
      {!stopped && circuitSince && `${words.circuitSays(moment(circuitSince, now))} `}
      {parked > 0 && <b>{words.parked(parked)}.</b>}
    </p>
  );
}
