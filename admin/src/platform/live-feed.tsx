import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { followChanges } from './follow-changes';
import { forgetLookers, hearLookers } from './lookers';

/** `lost`: the server is not heard from; `offline`: this device has no network. */
export type Connection = 'connecting' | 'live' | 'lost' | 'offline';

const ConnectionContext = createContext<Connection>('connecting');

/** Whether changes arrive by themselves at the moment. */
export const useConnection = () => useContext(ConnectionContext);

const touchedByAChange = ['tickets', 'ticket-counts', 'approvals', 'audit-log', 'executions', 'tools'];
/** Changes come in bursts (a decision is several); one refetch serves the burst. */
const burstMs = 250;

/** How often lists ask by themselves: seldom while changes arrive, often while they do not. */
export function usePollInterval(): number {
  return useConnection() === 'live' ? 30_000 : 5_000;
}

interface LiveFeedProps {
  /** Not everyone may hear of tickets; for them nothing is lost by not listening. */
  follows: boolean;
  children: ReactNode;
}

/** Follows `/v1/live` and refetches what a change may have touched. After a gap, everything is asked again. */
export function LiveFeed({ follows, children }: LiveFeedProps) {
  const [heard, setHeard] = useState<Connection>('connecting');
  const online = useSyncExternalStore(subscribeToNetwork, () => navigator.onLine);
  const queryClient = useQueryClient();

  useEffect(() => {
    if (!follows) return;
    let burst: number | undefined;
    const refetch = () => {
      window.clearTimeout(burst);
      burst = window.setTimeout(() => {
        for (const resource of touchedByAChange) void queryClient.invalidateQueries({ queryKey: [resource] });
      }, burstMs);
    };
    const refetchAll = () => void queryClient.invalidateQueries();
    const stop = followChanges({
      onChange: refetch,
      onReturn: refetchAll,
      onConnection: setHeard,
      onLooking: hearLookers,
      onGap: forgetLookers,
    });
    return () => {
      stop();
      window.clearTimeout(burst);
    };
  }, [queryClient, follows]);

  return <ConnectionContext value={online ? heard : 'offline'}>{children}</ConnectionContext>;
}

function subscribeToNetwork(listener: () => void) {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}
