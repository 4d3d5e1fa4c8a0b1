export const STATUSES = ['ok', 'degraded', 'needs_review', 'blocked'] as const;
export const REASON_CODES = ['LOW_CONFIDENCE', 'POLICY_RESTRICTED', 'SOURCE_STALE', 'TOOL_UNAVAILABLE'] as const;
export const NEXT_ACTIONS = ['retry', 'ask_human', 'provide_more_context', 'view_policy_doc'] as const;

export interface Verdict {
  status: (typeof STATUSES)[number];
  reasonCode: (typeof REASON_CODES)[number] | null;
  nextAction: (typeof NEXT_ACTIONS)[number] | null;
}

const row = (
  status: Verdict['status'],
  reasonCode: Verdict['reasonCode'],
  nextAction: Verdict['nextAction'],
): Verdict => ({ status, reasonCode, nextAction });

/**
 * Everything that an answer can say. LOW_CONFIDENCE asks for more context and POLICY_RESTRICTED for a person; all else may be
 * tried again, but never what may be under way or done already: asking once more could do it twice.
 */
const rows = {
  let_through: row('ok', null, null),
  checked: row('ok', null, null),
  done: row('ok', null, null),

  waiting_policy: row('needs_review', 'POLICY_RESTRICTED', 'ask_human'),
  waiting_uncited: row('needs_review', 'POLICY_RESTRICTED', 'ask_human'),
  waiting_declined: row('needs_review', 'POLICY_RESTRICTED', 'ask_human'),
  waiting_unsure: row('needs_review', 'LOW_CONFIDENCE', 'provide_more_context'),
  waiting_stale: row('needs_review', 'SOURCE_STALE', 'retry'),
  waiting_stale_policy: row('needs_review', 'SOURCE_STALE', 'view_policy_doc'),
  waiting_undrafted: row('needs_review', 'TOOL_UNAVAILABLE', 'retry'),
  // Until the day is over, trying again meets the same end.
  waiting_over_budget: row('needs_review', 'TOOL_UNAVAILABLE', 'ask_human'),

  asked_policy: row('needs_review', 'POLICY_RESTRICTED', 'provide_more_context'),
  asked_unsure: row('needs_review', 'LOW_CONFIDENCE', 'provide_more_context'),
  asked_stale: row('needs_review', 'SOURCE_STALE', 'provide_more_context'),
  asked_undrafted: row('needs_review', 'TOOL_UNAVAILABLE', 'provide_more_context'),

  to_run_policy: row('needs_review', 'POLICY_RESTRICTED', 'ask_human'),
  to_run_unsure: row('needs_review', 'LOW_CONFIDENCE', 'provide_more_context'),
  to_run_stale: row('needs_review', 'SOURCE_STALE', 'ask_human'),
  // Nothing is wrong with the case, and nothing is lost: it runs as soon as the tool does.
  parked: row('needs_review', 'TOOL_UNAVAILABLE', 'ask_human'),

  failed: row('degraded', 'TOOL_UNAVAILABLE', 'retry'),
  unknown: row('degraded', 'TOOL_UNAVAILABLE', 'ask_human'),

  rejected: row('blocked', 'POLICY_RESTRICTED', 'view_policy_doc'),
  rejected_policy: row('blocked', 'POLICY_RESTRICTED', 'view_policy_doc'),
  blocked: row('blocked', 'POLICY_RESTRICTED', 'view_policy_doc'),
  blocked_policy: row('blocked', 'POLICY_RESTRICTED', 'view_policy_doc'),
  expired: row('degraded', null, 'retry'),
  withdrawn: row('blocked', null, null),
} as const;

export type ContractRow = keyof typeof rows;
export const CONTRACT_ROWS: Readonly<Record<ContractRow, Verdict>> = rows;
