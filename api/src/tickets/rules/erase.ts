import type { CaseFile } from './case-file.js';

/** Why a ticket is not erased, as it is refused. */
export const NOT_ERASED = {
  already_erased: {
    status: 409,
    code: 'already_erased',
    detail: 'This ticket was erased before. There is nothing left to erase.',
  },
  not_terminal: {
    status: 409,
    code: 'not_terminal',
    detail: 'This ticket is not over: it waits, runs, or nobody knows whether it ran. Erase it once that is settled.',
  },
} as const;

/** What a call may leave behind that nothing will change any more. */
const ENDED = ['succeeded', 'failed'];

/**
 * Whether what a ticket holds of people may be erased: once it is decided, and nothing of it runs or may have run without
 * anybody knowing. The database says the same (`ticket_is_over`), and has the last word. @returns null when it may
 */
export function whyNotErased({
  ticket,
  revision,
  execution,
  erased,
}: Pick<CaseFile, 'ticket' | 'revision' | 'execution' | 'erased'>): keyof typeof NOT_ERASED | null {
  if (erased) return 'already_erased';
  if (ticket.state === 'received' || ticket.state === 'pending_review') return 'not_terminal';
  const runs = (ticket.state === 'approved' || ticket.state === 'auto_allowed') && revision.toolCall !== null;
  const ended = execution !== null && ENDED.includes(execution.state);
  const begun = execution !== null && execution.state !== 'revoked' && !ended;
  return begun || (runs && !ended) ? 'not_terminal' : null;
}
