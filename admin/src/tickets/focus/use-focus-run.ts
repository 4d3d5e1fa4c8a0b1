import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import type { Verb } from '../../api-types';
import { useMe } from '../../identity/use-me';
import { type InboxView, readView, writeView } from '../inbox/views';
import { useTicketList } from '../use-ticket-list';
import type { Focus } from './focus-context';
import { upcomingOf } from './focus-order';

/** Signing, escalating and handing over end one's own claim by themselves. */
const endsClaim: readonly Verb[] = ['approve', 'reject', 'escalate', 'hand_over'];
/** The list is asked for more before it runs out. */
const fewLeft = 10;
const nothing: ReadonlySet<string> = new Set();
const plus = (set: ReadonlySet<string>, id: string) => new Set([...set, id]);

/** How asking for the list goes. */
interface Asking {
  waiting: boolean;
  error: Error | null;
  askAgain: () => void;
}

/** One pass through what waits for me, as the address narrows it. Lives as long as the page. */
export function useFocusRun(current: string | null): Focus & Asking {
  const me = useMe();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const view = useMemo<InboxView>(() => ({ ...readView(search, 'signature'), name: 'signature' }), [search]);
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage, isPending, error, refetch } = useTicketList(view);
  const [decided, setDecided] = useState(nothing);
  const [passed, setPassed] = useState(nothing);
  const [trail, setTrail] = useState<string[]>([]);
  const released = useRef(new Set<string>());
  const upcoming = upcomingOf(rows, { me: me.id, current, decided, passed });

  const short = upcoming.length < fewLeft && hasNextPage && !isFetchingNextPage;
  useEffect(() => {
    if (short) void fetchNextPage();
  }, [short, fetchNextPage]);

  const query = search.toString();
  // One entry of the browser's history for the whole run: Back leaves it.
  const show = useCallback(
    (id: string | undefined) => navigate(`/focus${id ? `/${id}` : ''}${query && `?${query}`}`, { replace: true }),
    [navigate, query],
  );
  useEffect(() => {
    if (current === null && upcoming[0]) show(upcoming[0]);
  }, [current, upcoming[0], show]);

  const goBackTo = trail.findLast((id) => !decided.has(id));
  return {
    view,
    upcoming,
    left: upcoming.length + (current !== null && !decided.has(current) ? 1 : 0),
    more: hasNextPage,
    decided: decided.size,
    passedOver: rows.filter(({ id }) => passed.has(id) && !decided.has(id) && id !== current).length,
    canGoBack: goBackTo !== undefined,
    waiting: isPending,
    error,
    askAgain: () => void refetch(),
    leave: (id, verb) => {
      if (endsClaim.includes(verb)) released.current.add(id);
      setDecided((before) => plus(before, id));
      if (id === current) show(upcoming[0]);
    },
    pass: () => {
      if (current === null) return;
      setPassed((before) => plus(before, current));
      setTrail((before) => [...before.filter((id) => id !== current), current]);
      show(upcoming[0]);
    },
    back: () => {
      if (goBackTo === undefined) return;
      setTrail((before) => before.filter((id) => id !== goBackTo));
      setPassed((before) => new Set([...before].filter((id) => id !== goBackTo)));
      show(goBackTo);
    },
    again: () => setPassed(nothing),
    exit: () => navigate(`/?${writeView(view)}`),
    holds: (id) => !released.current.has(id),
  };
}
