import { useEffect, useSyncExternalStore } from 'react';
import { decides } from '../../identity/roles';
import { useMe } from '../../identity/use-me';
import { lookersAt, onLookers } from '../../platform/lookers';
import { useApi } from '../../platform/use-api';

/** Half of the time for which the server keeps it, so that one lost word does no harm. */
const everyMs = 20_000;

/** Says that this reader has the ticket on screen, as long as the tab is in sight. */
export function useShowPresence(ticketId: string): void {
  const api = useApi();
  const signs = decides(useMe().roles);
  useEffect(() => {
    if (!signs) return;
    // A hint and no more: where it fails, the next request of the page says why.
    const say = (present: boolean) => api.look(ticketId, present).catch(() => undefined);
    const inSight = () => document.visibilityState === 'visible';
    let said = inSight();
    if (said) void say(true);
    const timer = window.setInterval(() => inSight() && say(true), everyMs);
    const onSight = () => {
      if (inSight() === said) return;
      said = inSight();
      void say(said);
    };
    document.addEventListener('visibilitychange', onSight);
    return () => {
      window.clearInterval(timer);
      document.removeEventListener('visibilitychange', onSight);
      if (said) void say(false);
    };
  }, [api, ticketId, signs]);
}

/** Who else has it on screen. */
export function useOthersLooking(ticketId: string): { personId: string; personName: string }[] {
  const me = useMe();
  const people = useSyncExternalStore(onLookers, () => lookersAt(ticketId));
  return people.filter(({ personId }) => personId !== me.id);
}
