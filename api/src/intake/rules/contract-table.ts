import type { ContractRow } from './contract-rows.js';

/** Where a case stands, as far as the answer depends on it. */
export const PLACES = [
  /** The policy let the answer through. */
  'let_through',
  /** Approved, and there is nothing to run. */
  'checked',
  /** Its call has run. */
  'done',
  'waiting',
  /** Waiting, and a reviewer asks the customer something. */
  'asked',
  /** Approved or let through, and its call has not ended yet. */
  'to_run',
  /** The same, and its tool is out of service. */
  'parked',
  'failed',
  'unknown',
  'rejected',
  'blocked',
  'expired',
  'withdrawn',
] as const;
export type Place = (typeof PLACES)[number];

/** What may become of drafting instead of a draft. */
export const DRAFT_FAILURES = [
  'model_unavailable',
  'timed_out',
  'stream_cut',
  'malformed',
  'schema_mismatch',
  'truncated',
  'budget_spent',
  'refused',
  'filtered',
] as const;
export type DraftFailure = (typeof DRAFT_FAILURES)[number];

/** Why people look at it. Where several hold, the first of this order counts (design §7). */
export const CAUSES = [...DRAFT_FAILURES, 'policy', 'uncited', 'stale', 'unsure'] as const;
export type Cause = (typeof CAUSES)[number];

/** Whether there is a policy that its user can read: a policy domain, and a document is cited. */
export const GROUNDS = ['policy_document', 'other'] as const;
export type Ground = (typeof GROUNDS)[number];

type ByGround = ContractRow | Readonly<Record<Ground, ContractRow>>;
type ByCause = ByGround | Readonly<Record<Cause, ByGround>>;

const undrafted = (named: ContractRow, over: Partial<Record<DraftFailure, ContractRow>>) =>
  Object.fromEntries(DRAFT_FAILURES.map((kind) => [kind, over[kind] ?? named])) as Record<DraftFailure, ContractRow>;

/** The row of every combination. Whatever is left out does not compile. */
export const CONTRACT: Readonly<Record<Place, ByCause>> = {
  let_through: 'let_through',
  checked: 'checked',
  done: 'done',
  waiting: {
    ...undrafted('waiting_undrafted', {
      budget_spent: 'waiting_over_budget',
      refused: 'waiting_declined',
      filtered: 'waiting_declined',
    }),
    policy: 'waiting_policy',
    uncited: 'waiting_uncited',
    stale: { policy_document: 'waiting_stale_policy', other: 'waiting_stale' },
    unsure: 'waiting_unsure',
  },
  asked: {
    ...undrafted('asked_undrafted', { refused: 'asked_policy', filtered: 'asked_policy' }),
    policy: 'asked_policy',
    uncited: 'asked_policy',
    stale: 'asked_stale',
    unsure: 'asked_unsure',
  },
  to_run: {
    // A draft that failed asks for no call, and one that a person wrote instead is a revision without the failure.
    ...undrafted('to_run_policy', {}),
    policy: 'to_run_policy',
    uncited: 'to_run_policy',
    stale: 'to_run_stale',
    unsure: 'to_run_unsure',
  },
  parked: 'parked',
  failed: 'failed',
  unknown: 'unknown',
  rejected: { policy_document: 'rejected_policy', other: 'rejected' },
  blocked: { policy_document: 'blocked_policy', other: 'blocked' },
  expired: 'expired',
  withdrawn: 'withdrawn',
};

/** The one row of a combination. */
export function rowOf(place: Place, cause: Cause, ground: Ground): ContractRow {
  const byCause = CONTRACT[place];
  if (typeof byCause === 'string') return byCause;
  const byGround = 'policy' in byCause ? byCause[cause] : byCause;
  return typeof byGround === 'string' ? byGround : byGround[ground];
}
