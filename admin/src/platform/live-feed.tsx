import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';

export type Connection = 'connecting' | 'live' | 'lost';

const ConnectionContext = createContext<Connection>('connecting');

/** Whether changes arrive by themselves at the moment. */
export const useConnection = () => useContext(ConnectionContext);

const touchedByAChange = ['tickets', 'ticket-counts', 'approvals', 'audit-log'];
/** Changes come in bursts (a decision is several); one refetch serves the burst. */
const burstMs = 250;
/** A reconnect within this time is not worth a banner. */
const patienceMs = 4000;

/** How often lists ask by themselves: seldom while changes arrive, often while they do not. */
export function usePollInterval(): number {
  return useConnection() === 'live' ? 30_000 : 5_000;
}

/** Follows `/v1/live` and refetches what a change may have touched. After a gap, everything is asked again. */
export function LiveFeed({ children }: { children: ReactNode }) {
  const [connection, setConnection] = useState<Connection>('connecting');
  const queryClient = useQueryClient();
  const burst = useRef<number>(undefined);

  useEffect(() => {
    let source: EventSource;
    let impatient: number | undefined;
    let reopen: number | undefined;

    const refetch = () => {
      window.clearTimeout(burst.current);
      burst.current = window.setTimeout(() => {
        for (const resource of touchedByAChange) void queryClient.invalidateQueries({ queryKey: [resource] });
      }, burstMs);
    };
    const open = () => {
      source = new EventSource('/v1/live');
      source.addEventListener('change', refetch);
      source.addEventListener('open', () => {
        window.clearTimeout(impatient);
        impatient = undefined;
        setConnection('live');
        refetch();
      });
      source.addEventListener('error', () => {
        impatient ??= window.setTimeout(() => setConnection('lost'), patienceMs);
        // The browser gives up for good when the answer is not a stream (the server is restarting behind a proxy, say).
        if (source.readyState === EventSource.CLOSED) reopen = window.setTimeout(open, patienceMs);
      });
    };
    open();
    return () => {
      source.close();
      for (const timer of [impatient, reopen, burst.current]) window.clearTimeout(timer);
    };
  }, [queryClient]);

  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}
