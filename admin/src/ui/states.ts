import type { ExecutionState, TicketState } from '../api-types';
import type { StateName } from '../platform/theme/tokens';
import type { IconName } from './icons';

export interface Seen {
  name: StateName;
  icon: IconName;
  word: string;
}

/** The glyph of each state: colour is never the only sign. */
export const glyphs: Record<StateName, IconName> = {
  pending: 'clock',
  approved: 'check',
  rejected: 'crossCircle',
  blocked: 'barred',
  expired: 'clock',
  running: 'arc',
  succeeded: 'tickCircle',
  failed: 'triangle',
  unknown: 'unknown',
};

const tickets: Record<TicketState, [StateName, string]> = {
  received: ['running', 'Received'],
  auto_allowed: ['approved', 'Let through'],
  pending_review: ['pending', 'Pending'],
  approved: ['approved', 'Approved'],
  rejected: ['rejected', 'Rejected'],
  expired: ['expired', 'Expired'],
  blocked: ['blocked', 'Blocked'],
  withdrawn: ['expired', 'Withdrawn'],
};

const executions: Record<ExecutionState, [StateName, string]> = {
  ready: ['running', 'About to run'],
  claimed: ['running', 'About to run'],
  intent: ['running', 'Running'],
  granted: ['running', 'Granted'],
  succeeded: ['succeeded', 'Succeeded'],
  failed: ['failed', 'Failed'],
  unknown: ['unknown', 'Unknown'],
  revoked: ['blocked', 'Revoked'],
};

const seen = ([name, word]: [StateName, string]): Seen => ({ name, word, icon: glyphs[name] });

export const executionSeen = (state: ExecutionState): Seen => seen(executions[state]);

/** How a ticket is seen: by its run once it has one, by its own state until then. */
export function ticketSeen(state: TicketState, execution: ExecutionState | null | undefined): Seen {
  const decided = state === 'approved' || state === 'auto_allowed';
  return seen(decided && execution ? executions[execution] : tickets[state]);
}

export const ticketStateWord = (state: TicketState): string => tickets[state][1];
