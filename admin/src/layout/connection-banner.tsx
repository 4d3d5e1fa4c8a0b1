import { useConnection } from '../platform/live-feed';
import { Notice } from '../ui/notice';
import { words } from './words';

/** Says when changes no longer arrive by themselves; silent, and taking no room, while they do. */
export function ConnectionBanner() {
  const connection = useConnection();
  if (connection !== 'lost' && connection !== 'offline') return null;
  return (
    <div style={{ padding: '8px 16px', background: 'var(--surface)' }}>
      <Notice state="pending" icon="triangle" urgent>
        {connection === 'offline' ? words.offline : words.lost}
      </Notice>
    </div>
  );
}
