/** The ticket's lifecycle as data (design §4). The database holds the same table in `ticket_transition`. */
export const TICKET_TRANSITIONS = {
  received: ['auto_allowed', 'pending_review', 'blocked'],
  pending_review: ['approved', 'rejected', 'expired', 'blocked', 'withdrawn', 'pending_review'],
  approved: ['pending_review', 'expired', 'withdrawn'],
  auto_allowed: ['pending_review', 'withdrawn'],
  rejected: [],
  expired: [],
  blocked: [],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>;

export type TicketState = keyof typeof TICKET_TRANSITIONS;

export const TICKET_STATES = Object.keys(TICKET_TRANSITIONS) as TicketState[];

export function mayMove(from: TicketState, to: TicketState): boolean {
  return (TICKET_TRANSITIONS[from] as readonly TicketState[]).includes(to);
}

/**
 * Faults in a table of transitions: states nobody can reach from `start`, and edges to states that don't exist.
 * @returns one sentence a fault; empty when the table is sound
 */
export function lifecycleFaults(transitions: Readonly<Record<string, readonly string[]>>, start: string): string[] {
  const reached = new Set([start]);
  for (const state of reached) for (const next of transitions[state] ?? []) reached.add(next);
  const unknown = [...reached].filter((state) => !(state in transitions)).map((state) => `${state} has no row`);
  const unreachable = Object.keys(transitions)
    .filter((state) => !reached.has(state))
    .map((state) => `${state} can't be reached from ${start}`);
  return [...unknown, ...unreachable];
}
