import { useNotify } from 'ra-core';
import type { RefObject } from 'react';
import type { TicketSummary } from '../../api-types';
import { useKeys } from '../../platform/keys';
import { sentenceOf } from '../../platform/problem';
import { useApi } from '../../platform/use-api';
import type { Selection } from '../bulk/use-selection';
import { words } from './words';

/** What can be done to all that is selected. */
interface Many {
  reject: () => void;
  handOver: () => void;
}

type OpenDialog = (dialog: { verb: 'snooze' | 'escalate'; ticketId: string }) => void;

/** Moves real focus through the rows, so that what is seen, what is spoken and what Enter opens are one. */
export function useInboxKeys(
  tickets: TicketSummary[],
  list: RefObject<HTMLElement | null>,
  openDialog: OpenDialog,
  focus: () => void,
  selection: Selection,
  many: Many,
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
  const inFocus = () => tickets.find((one) => one.id === rows()[focused()]?.dataset.ticket);
  const moveAndSelect = (step: number) => (event: KeyboardEvent) => {
    const from = inFocus();
    move(step);
    const to = inFocus();
    if (!event.shiftKey || !from || !to) return;
    selection.add(from);
    selection.add(to);
  };
  /** Runs on the row in focus, where the server allows the verb. */
  const onRow = (verb: 'claim' | 'snooze' | 'escalate', act: (ticket: TicketSummary) => void) => () => {
    const ticket = inFocus();
    if (ticket?.allowedActions.includes(verb)) act(ticket);
  };
  useKeys({
    j: moveAndSelect(1),
    k: moveAndSelect(-1),
    ' ': () => {
      const ticket = inFocus();
      if (!ticket) return false;
      selection.toggle(ticket);
    },
    r: () => (selection.tickets.length > 0 ? many.reject() : false),
    h: () => {
      const ticket = inFocus();
      if (selection.tickets.length === 0 && ticket?.allowedActions.includes('hand_over')) selection.add(ticket);
      else if (selection.tickets.length === 0) return false;
      many.handOver();
    },
    Escape: () => (selection.tickets.length > 0 ? selection.clear() : false),
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
