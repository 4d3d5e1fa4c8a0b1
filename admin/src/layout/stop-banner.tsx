import { Link } from 'react-router-dom';
import { serverNow } from '../platform/clock';
import { useStop } from '../tools/use-stop';
import { Notice } from '../ui/notice';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { words } from './words';

/** Says on every page that everything is stopped, by whom and why; silent, and taking no room, while it is not. */
export function StopBanner() {
  const stop = useStop();
  if (!stop) return null;
  const toTools = (
    <Link to="/tools" style={{ whiteSpace: 'nowrap' }}>
      {words.toTools}
    </Link>
  );
  return (
    <div style={{ padding: '8px 16px', background: 'var(--surface)' }}>
      <Notice state="rejected" icon="barred" urgent action={toTools}>
        <b>{words.stopped}</b> {words.stoppedSays(stop.byName, moment(stop.at, serverNow()))}{' '}
        {stop.reason && (
          <q>
            <Shown text={stop.reason} reading="prose" />
          </q>
        )}
      </Notice>
    </div>
  );
}
