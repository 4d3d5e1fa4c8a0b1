import { useEffect, useRef } from 'react';
import { useFocus } from '../focus/focus-context';
import { lastView } from '../inbox/use-view';
import { useTicketList } from '../use-ticket-list';
import { useTicket } from './use-ticket';

export interface Neighbours {
  position: number | null;
  of: number;
  more: boolean;
  previous: string | null;
  next: string | null;
}

/** Where this ticket stands in the list one came from. Once decided it has left that list; its place is remembered. */
export function useNeighbours(): Neighbours {
  const { id } = useTicket();
  const focus = useFocus();
  const { rows, hasNextPage } = useTicketList(focus?.view ?? lastView());
  const found = rows.findIndex((row) => row.id === id);
  const place = useRef(0);
  useEffect(() => {
    if (found >= 0) place.current = found;
  }, [found]);
  const after = found >= 0 ? found + 1 : place.current;
  return {
    position: found >= 0 ? found + 1 : null,
    of: rows.length,
    more: hasNextPage,
    previous: rows[(found >= 0 ? found : place.current) - 1]?.id ?? null,
    next: rows[after]?.id ?? rows.find((row) => row.id !== id && found < 0)?.id ?? null,
  };
}
