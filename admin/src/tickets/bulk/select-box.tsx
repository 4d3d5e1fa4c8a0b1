import type { TicketSummary } from '../../api-types';
import { type Selection, selectable } from './use-selection';
import { words } from './words';

/** Beside its row, not in it: a link holds nothing that can be pressed. */
export function SelectBox({ ticket, selection }: { ticket: TicketSummary; selection: Selection }) {
  if (!selectable(ticket)) return null;
  return (
    <input
      type="checkbox"
      aria-label={words.select(ticket.number)}
      checked={selection.has(ticket.id)}
      onChange={() => selection.toggle(ticket)}
    />
  );
}
