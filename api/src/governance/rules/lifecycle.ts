/** A change's lifecycle as data. The database holds the same table in `change_transition`. Approved is live. */
export const CHANGE_TRANSITIONS = {
  open: ['approved', 'rejected', 'withdrawn', 'superseded'],
  approved: [],
  rejected: [],
  withdrawn: [],
  superseded: [],
} as const satisfies Record<string, readonly string[]>;

export type ChangeState = keyof typeof CHANGE_TRANSITIONS;

export const CHANGE_STATES = Object.keys(CHANGE_TRANSITIONS) as ChangeState[];
