import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useConnection } from '../../platform/live-feed';
import { ticketKey } from '../verbs';

/** Lists and case files are asked for every five seconds while changes do not arrive; three missed answers are too many. */
const oldAfterMs = 15_000;

/**
 * Whether what is on screen may be old: changes do not arrive by themselves, and the server has not said either, for a
 * while, that it is still so. A browser whose proxy breaks streams can sign all the same, as long as its questions are answered.
 */
export function useOld(ticketId: string): boolean {
  const connection = useConnection();
  const queryClient = useQueryClient();
  const [old, setOld] = useState(false);
  useEffect(() => {
    if (connection !== 'lost') {
      setOld(false);
      return;
    }
    const look = () => {
      const asked = queryClient.getQueryState(ticketKey(ticketId))?.dataUpdatedAt ?? 0;
      setOld(Date.now() - asked > oldAfterMs);
    };
    look();
    const timer = window.setInterval(look, 1000);
    return () => window.clearInterval(timer);
  }, [connection, queryClient, ticketId]);
  return connection === 'offline' || old;
}
