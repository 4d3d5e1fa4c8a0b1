import type { ExecutionState, TicketState } from '../api-types';
import { wordsOf } from '../languages/spoken';

export const words = wordsOf('ui', {
  refused: 'You may not see this',
  missing: 'There is nothing here',
  failed: 'This could not be loaded',
  again: 'Try again',
  loading: 'Loading',
  more: 'Show more',
  moreNames: (n: number) => `and ${n} more`,
  loadingMore: 'Loading…',
  end: 'That is all of them.',
  filters: (used: number) => (used ? `Filters, ${used} in use` : 'Filters'),
  copy: 'Copy',
  copied: 'Copied',
  stored: 'I have stored it',
  readOnly: 'Read only',
  acts: 'What can be done',
  /** Signatures given and needed; "signed" is for those who do not see the lines. */
  given: (given: number, of: number) => `${given} of ${of}`,
  signed: 'signed',
  tickets: {
    received: 'Received',
    auto_allowed: 'Let through',
    pending_review: 'Pending',
    approved: 'Approved',
    rejected: 'Rejected',
    expired: 'Expired',
    blocked: 'Blocked',
    withdrawn: 'Withdrawn',
  } satisfies Record<TicketState, string>,
  parked: 'Parked',
  executions: {
    ready: 'About to run',
    claimed: 'About to run',
    intent: 'Running',
    granted: 'Granted',
    succeeded: 'Succeeded',
    failed: 'Failed',
    unknown: 'Unknown',
    revoked: 'Revoked',
  } satisfies Record<ExecutionState, string>,
});
