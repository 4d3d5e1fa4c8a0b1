import { useEffect } from 'react';
import { useApi } from '../platform/use-api';

const EVERY_MS = 4 * 60_000;

/** Tells the server, every few minutes at most, that somebody is still here: reading alone lets a session go idle. */
export function useKeepSession(): void {
  const api = useApi();
  useEffect(() => {
    let told = Date.now();
    const tell = () => {
      if (Date.now() - told < EVERY_MS) return;
      told = Date.now();
      // Where this fails, the next request of the page says why.
      api.keepSession().catch(() => undefined);
    };
    const signs = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const sign of signs) window.addEventListener(sign, tell, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, tell);
    };
  }, [api]);
}
