import { useNotify } from 'ra-core';
import type { RefObject } from 'react';
import type { TicketSummary } from '../../api-types';
import { useKeys } from '../../platform/keys';
import { sentenceOf } from '../../platform/problem';
import { useApi } from '../../platform/use-api';
import { words } from './words';

type OpenDialog = (dialog: { verb: 'snooze' | 'escalate'; ticketId: string }) => void;

/** Moves real focus through the rows, so that what is seen, what is spoken and what Enter opens are one. */
export function useInboxKeys(
  tickets: TicketSummary[],
  list: RefObject<HTMLElement | null>,
  openDialog: OpenDialog,
  focus: () => void,
) {
  const api = useApi();
  const notify = useNotify();
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('a[data-ticket]') ?? [])];
  const focused = () => rows().indexOf(document.activeElement as HTMLElement);
  const move = (step: number) => {
    const all = rows();
    const to = all[Math.min(all.length - 1, Math.max(0, focused() + step))];
    to?.focus();
    to?.scrollIntoView({ block: 'nearest' });
  };
  /** Runs on the row in focus, where the server allows the verb. */
  const onRow = (verb: 'claim' | 'snooze' | 'escalate', act: (ticket: TicketSummary) => void) => () => {
    const id = rows()[focused()]?.dataset.ticket;
    const ticket = tickets.find((one) => one.id === id);
    if (ticket?.allowedActions.includes(verb)) act(ticket);
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    f: focus,
    s: onRow('snooze', (ticket) => openDialog({ verb: 'snooze', ticketId: ticket.id })),
    x: onRow('escalate', (ticket) => openDialog({ verb: 'escalate', ticketId: ticket.id })),
    c: onRow('claim', (ticket) => {
      api.decide(ticket.id, 'claim', {}).then(
        () => notify(words.claimed(ticket.number), { type: 'success' }),
        (error) => notify(sentenceOf(error), { type: 'error' }),
      );
    }),
  });
}
