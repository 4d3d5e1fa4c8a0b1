import type { ExecutionState, StoredDecision } from '../../tickets/rules/case-file.js';
import type { TicketState } from '../../tickets/rules/lifecycle.js';

export const STATUSES = ['ok', 'degraded', 'needs_review', 'blocked'] as const;
export const REASON_CODES = ['LOW_CONFIDENCE', 'POLICY_RESTRICTED', 'SOURCE_STALE', 'TOOL_UNAVAILABLE'] as const;
export const NEXT_ACTIONS = ['retry', 'ask_human', 'provide_more_context', 'view_policy_doc'] as const;

/** What every answer says (design §7). */
export interface ResponseContract {
  status: (typeof STATUSES)[number];
  /** The draft when it may be shown, else the empty string. */
  answer: string;
  confidence: number | null;
  reasonCode: (typeof REASON_CODES)[number] | null;
  nextAction: (typeof NEXT_ACTIONS)[number] | null;
  citations: string[];
}

/** Where a ticket stands, as far as the answer depends on it. */
export interface Standing {
  state: TicketState;
  hasToolCall: boolean;
  executionState: ExecutionState | null;
  /** The execution waits for its tool to be running again. */
  parked: boolean;
  draft: { answer: string; confidence: number | null; citations: string[] };
  decision: StoredDecision;
}

type Verdict = Pick<ResponseContract, 'status' | 'reasonCode' | 'nextAction'>;

const OK: Verdict = { status: 'ok', reasonCode: null, nextAction: null };
const FORBIDDEN: Verdict = { status: 'blocked', reasonCode: 'POLICY_RESTRICTED', nextAction: 'view_policy_doc' };

/** The answer follows from where the ticket stands and from nothing else. */
export function responseContract(standing: Standing): ResponseContract {
  const { status, reasonCode, nextAction } = verdictOf(standing);
  const { answer, confidence, citations } = standing.draft;
  return { status, answer: status === 'ok' ? answer : '', confidence, reasonCode, nextAction, citations };
}

function verdictOf(standing: Standing): Verdict {
  switch (standing.state) {
    case 'blocked':
    case 'rejected':
      return FORBIDDEN;
    case 'withdrawn':
      return { status: 'blocked', reasonCode: null, nextAction: null };
    case 'expired':
      return { status: 'degraded', reasonCode: null, nextAction: 'retry' };
    case 'auto_allowed':
    case 'approved':
      return standing.hasToolCall ? executed(standing) : OK;
    default:
      return waiting(standing.decision);
  }
}

function executed({ executionState, parked, decision }: Standing): Verdict {
  if (executionState === 'succeeded') return OK;
  if (executionState === 'failed') return { status: 'degraded', reasonCode: 'TOOL_UNAVAILABLE', nextAction: 'retry' };
  // Asking again could do it twice, so an unknown outcome never says retry.
  if (executionState === 'unknown')
    return { status: 'degraded', reasonCode: 'TOOL_UNAVAILABLE', nextAction: 'ask_human' };
  // Nothing is wrong with the case, and nothing is lost: it runs as soon as the tool does.
  if (parked) return { status: 'needs_review', reasonCode: 'TOOL_UNAVAILABLE', nextAction: 'ask_human' };
  return waiting(decision);
}

function waiting(decision: StoredDecision): Verdict {
  return { status: 'needs_review', reasonCode: whyWaiting(decision), nextAction: 'ask_human' };
}

/** The code for which a ticket waits for people. POLICY_RESTRICTED goes before LOW_CONFIDENCE where both hold. */
export function whyWaiting({
  conditions,
}: {
  conditions: readonly Pick<StoredDecision['conditions'][number], 'rule' | 'condition' | 'held'>[];
}): (typeof REASON_CODES)[number] {
  const restricted = conditions.some((c) => c.held && c.rule !== 'auto_allow_if' && c.condition !== 'confidence_below');
  if (restricted) return 'POLICY_RESTRICTED';
  const unsure = conditions.some(
    (c) => (c.condition === 'confidence_below' && c.held) || (c.condition === 'confidence_min' && !c.held),
  );
  return unsure ? 'LOW_CONFIDENCE' : 'POLICY_RESTRICTED';
}
