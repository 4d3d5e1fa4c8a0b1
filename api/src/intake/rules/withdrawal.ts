import type { ExecutionState } from '../../tickets/rules/case-file.js';
import type { TicketState } from '../../tickets/rules/lifecycle.js';

const NOT_BEGUN: readonly (ExecutionState | null)[] = ['ready', 'claimed'];

/** A proposal can be taken back until the intent is written; after that the call may be on its way. */
export function mayWithdraw(state: TicketState, execution: ExecutionState | null): boolean {
  if (state === 'pending_review') return true;
  return (state === 'approved' || state === 'auto_allowed') && NOT_BEGUN.includes(execution);
}

/** Whether the answer can't change any more by itself. An unknown outcome can: somebody may find out. */
export function isSettled(state: TicketState, execution: ExecutionState | null, hasToolCall: boolean): boolean {
  if (state === 'pending_review' || state === 'received') return false;
  if ((state === 'approved' || state === 'auto_allowed') && hasToolCall) {
    return execution === 'succeeded' || execution === 'failed';
  }
  return true;
}
