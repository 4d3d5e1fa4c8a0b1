import type { ExecutionState, TicketState } from '../../api-types';
import { executionSeen, ticketStateWord } from '../../ui/states';
import { flagSeen, knownFlags } from '../flags';

const states: TicketState[] = [
  'pending_review',
  'approved',
  'rejected',
  'expired',
  'blocked',
  'withdrawn',
  'auto_allowed',
];
const executions: ExecutionState[] = ['ready', 'intent', 'granted', 'succeeded', 'failed', 'unknown', 'revoked'];

/** The values a filter offers, with their words; a filter that is not here takes free text. */
export const narrowingChoices: Record<string, [string, string][]> = {
  state: states.map((state) => [state, ticketStateWord(state)]),
  executionState: executions.map((state) => [state, executionSeen(state).word]),
  flag: knownFlags.map((flag) => [flag, flagSeen(flag).label]),
  queue: [
    ['human_review', 'human_review'],
    ['leads', 'leads'],
  ],
};

export const narrowingValue = (key: string, value: string) =>
  narrowingChoices[key]?.find(([code]) => code === value)?.[1] ?? value;
