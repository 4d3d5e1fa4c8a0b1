import { isPolicyDomain } from '../../routing/rules/policy-domain.js';
import type { ExecutionState, StoredDecision } from '../../tickets/rules/case-file.js';
import type { TicketState } from '../../tickets/rules/lifecycle.js';
import { causeOf } from './causes.js';
import { CONTRACT_ROWS, type ContractRow, type Verdict } from './contract-rows.js';
import { type Place, rowOf } from './contract-table.js';

/** What every answer says (design §7). */
export interface ResponseContract extends Verdict {
  /** The draft when it may be shown, else the empty string. */
  answer: string;
  confidence: number | null;
  citations: string[];
}

/** Where a ticket stands, as far as the answer depends on it. */
export interface Standing {
  state: TicketState;
  domain: string;
  hasToolCall: boolean;
  executionState: ExecutionState | null;
  /** The execution waits for its tool to be running again. */
  parked: boolean;
  /** A question to the customer is open. */
  asked: boolean;
  draft: { answer: string; confidence: number | null; citations: string[] };
  decision: StoredDecision;
}

/** The answer follows from where the ticket stands and from nothing else. */
export function responseContract(standing: Standing): ResponseContract {
  const { status, reasonCode, nextAction } = CONTRACT_ROWS[contractRow(standing)];
  const { answer, confidence, citations } = standing.draft;
  return { status, answer: status === 'ok' ? answer : '', confidence, reasonCode, nextAction, citations };
}

/** The row of the contract's table that a ticket stands in. */
export function contractRow(standing: Standing): ContractRow {
  const { decision, domain, draft } = standing;
  const ground = isPolicyDomain(domain) && draft.citations.length > 0 ? 'policy_document' : 'other';
  return rowOf(placeOf(standing), causeOf(decision.conditions), ground);
}

function placeOf(standing: Standing): Place {
  const { state, hasToolCall } = standing;
  switch (state) {
    case 'auto_allowed':
      return hasToolCall ? executed(standing) : 'let_through';
    case 'approved':
      return hasToolCall ? executed(standing) : 'checked';
    case 'received':
    case 'pending_review':
      return standing.asked ? 'asked' : 'waiting';
    default:
      return state;
  }
}

function executed({ executionState, parked }: Standing): Place {
  if (executionState === 'succeeded') return 'done';
  if (executionState === 'failed' || executionState === 'unknown') return executionState;
  return parked ? 'parked' : 'to_run';
}
