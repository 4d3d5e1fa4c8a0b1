import { useNotify } from 'ra-core';
import { useEffect, useRef } from 'react';
import { Problem } from '../../platform/problem';
import { useApi } from '../../platform/use-api';
import { useTicket } from '../review/use-ticket';
import { useFocus } from './focus-context';
import { words } from './words';

/**
 * In focus mode the ticket on screen is claimed for its reader, and given back when it is left undecided. Signing needs no
 * claim, so nothing waits for it; where somebody else was quicker, it is theirs, and the next one comes.
 */
export function useFocusClaim(): void {
  const focus = useFocus();
  const api = useApi();
  const notify = useNotify();
  const { id, number, claim, allowedActions } = useTicket();
  const now = { focus, api, notify };
  const latest = useRef(now);
  useEffect(() => {
    latest.current = now;
  });
  const focused = focus !== null;
  const wants = focused && claim === null && allowedActions.includes('claim');
  const asked = useRef(false);
  // A claim of one's own that stands already is of this run too, before the page was loaded again.
  const claiming = useRef(Promise.resolve(allowedActions.includes('release')));

  useEffect(() => {
    if (!wants || asked.current) return;
    asked.current = true;
    claiming.current = latest.current.api.decide(id, 'claim', {}).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Problem && error.code === 'claimed_by_other') {
          latest.current.notify(words.taken(number), { type: 'info' });
          latest.current.focus?.pass();
        }
        return false;
      },
    );
  }, [wants, id, number]);

  useEffect(() => {
    if (!focused) return;
    return () => {
      const { focus: run, api: server } = latest.current;
      void claiming.current.then((claimed) => {
        if (claimed && run?.holds(id)) server.decide(id, 'release', {}).catch(() => undefined);
      });
    };
  }, [focused, id]);
}
