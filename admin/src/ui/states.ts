import type { ExecutionState, TicketState } from '../api-types';
import type { StateName } from '../platform/theme/tokens';
import type { IconName } from './icons';
import { words } from './words';

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

const tickets: Record<TicketState, StateName> = {
  received: 'running',
  auto_allowed: 'approved',
  pending_review: 'pending',
  approved: 'approved',
  rejected: 'rejected',
  expired: 'expired',
  blocked: 'blocked',
  withdrawn: 'expired',
};

const executions: Record<ExecutionState, StateName> = {
  ready: 'running',
  claimed: 'running',
  intent: 'running',
  granted: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  unknown: 'unknown',
  revoked: 'blocked',
};

const seen = (name: StateName, word: string): Seen => ({ name, word, icon: glyphs[name] });

export const executionSeen = (state: ExecutionState): Seen => seen(executions[state], words.executions[state]);

/** Approved, and held back until its tool may run again. */
const parked: Seen = { ...seen('pending', words.parked), icon: 'barred' };

/** How an execution is seen by whoever has all of it. */
export const runSeen = (run: Run): Seen => (run.parked ? parked : executionSeen(run.state));

interface Run {
  state: ExecutionState;
  parked: boolean;
}

/** How a ticket is seen: by its run once it has one, by its own state until then. */
export function ticketSeen(state: TicketState, run: Run | ExecutionState | null | undefined): Seen {
  const decided = state === 'approved' || state === 'auto_allowed';
  if (!decided || !run) return seen(tickets[state], words.tickets[state]);
  return typeof run === 'string' ? executionSeen(run) : runSeen(run);
}

export const ticketStateWord = (state: TicketState): string => words.tickets[state];
