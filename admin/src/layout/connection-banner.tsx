import { useSyncExternalStore } from 'react';
import { useConnection } from '../platform/live-feed';
import { Notice } from '../ui/notice';
import { words } from './words';

function subscribe(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says when changes no longer arrive by themselves; silent, and taking no room, while they do. */
export function ConnectionBanner() {
  const connection = useConnection();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online && connection !== 'lost') return null;
  return (
    <div style={{ padding: '8px 16px 0', background: 'var(--surface)' }}>
      <Notice state="pending" icon="triangle" urgent>
        {online ? words.lost : words.offline}
      </Notice>
    </div>
  );
}
