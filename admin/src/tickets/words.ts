import type { ReactNode } from 'react';
import { wordsOf } from '../languages/spoken';

export type Act = 'refund' | 'locked' | 'closed' | 'active' | 'other';

export interface Clause {
  act: Act;
  /** What a tool not known here is called: "Notify payout partner". */
  name: string;
  amount: string | null;
}

const verbs = { refund: 'Refund', locked: 'Lock account', closed: 'Close account', active: 'Unlock account' };
const act = ({ act, name, amount }: Clause) => [act === 'other' ? name : verbs[act], amount].filter(Boolean).join(' ');

/** The tickets' own words, wherever a ticket is spoken of. */
export const words = wordsOf('tickets', {
  answerOnly: 'Answer only',
  noDeadline: 'No deadline',
  asked: 'Waiting for the customer',
  late: (since: string) => `${since} late`,
  /** "Refund EUR 612.40" */
  act,
  /** "Refund EUR 612.40 to cus_81". `customer` says that the subject is the one who is paid. */
  clause: (clause: Clause, subject: string, customer: boolean) => {
    const link = clause.act === 'other' ? ', ' : clause.act !== 'refund' ? ' ' : customer ? ' to ' : ' of ';
    return `${act(clause)}${link}${subject}`;
  },
  flags: {
    duplicate: 'Duplicate',
    tool_unregistered: 'Unknown tool',
    unobserved: 'Not seen yet',
    stale_evidence: 'Stale source',
    uncited: 'No source',
    misquoted: 'Misquoted',
    hidden_text: 'Hidden text',
    injected_instructions: 'Orders inside',
    personal_data: 'Personal data',
    missing_confidence: 'No confidence',
    draft_model_unavailable: 'No model',
    draft_timed_out: 'Timed out',
    draft_refused: 'Refused',
    draft_truncated: 'Cut short',
    draft_filtered: 'Filtered',
    draft_malformed: 'Unreadable',
    draft_schema_mismatch: 'Wrong shape',
    draft_stream_cut: 'Broken off',
    draft_budget_spent: 'Budget spent',
    draft_empty: 'No answer',
    draft_kept: 'Older draft',
    draft_unworded: 'No words yet',
    domain_unknown: 'Unknown domain',
  },
  outcomes: { block: 'Blocked', allow: 'Let through', review: 'Review' },
  /** "Review, because the tool is issue_refund and confidence 0.71 is below 0.82." */
  because: (outcome: string, parts: ReactNode[]): ReactNode[] => [
    outcome,
    ...parts.flatMap((part, n) => [n === 0 ? ', because ' : n === parts.length - 1 ? ' and ' : ', ', part]),
    '. ',
  ],
  becauseOf: (outcome: string, reasons: string) => `${outcome}, because of ${reasons}. `,
  notGiven: 'not given',
  none: 'none',
  yes: 'yes',
  no: 'no',
  /** A condition as a policy reads, by its name. */
  conditions: {
    domain: (expected: string) => `domain is ${expected}`,
    unsure_domain: (expected: string) => `it is an answer marked as unsure, in ${expected}`,
    uncited_in: (expected: string) => `it cites no source that opens, in ${expected}`,
    tool_call: (expected: string) => `tool is ${expected}`,
    confidence_below: (expected: string) => `confidence is below ${expected}`,
    confidence_min: (expected: string) => `confidence is at least ${expected}`,
    policy_decision: (expected: string) => `the agent’s policy decision is ${expected}`,
    pii_leak_risk: (expected: string) => `risk of leaking personal data is ${expected}`,
    risk_score_min: (expected: string) => `risk score is at least ${expected}`,
    risk_score_max: (expected: string) => `risk score is at most ${expected}`,
  } as Record<string, (expected: string) => string>,
  /**
   * What the server says in English, by its code, for languages that say it themselves: findings of ours with what was
   * held for people, and what a risk score is made of. The server's sentence, which knows the case, stands beside it.
   */
  findings: {} as Record<string, string>,
  factors: {} as Record<string, string>,
  beside: (ours: string, theirs: string) => `${ours} (${theirs})`,
  other: (name: string, expected: string) => `${name}: ${expected}`,
  /** A condition that held, as the end of "because …". */
  held: {
    domain: (actual: ReactNode): ReactNode[] => ['the domain is ', actual],
    unsure_domain: (actual: ReactNode): ReactNode[] => ['answers are marked as unsure in ', actual],
    uncited_in: (actual: ReactNode): ReactNode[] => ['it cites no source that opens, in ', actual],
    tool_call: (actual: ReactNode): ReactNode[] => ['the tool is ', actual],
    confidence_below: (actual: ReactNode, expected: ReactNode): ReactNode[] => [
      'confidence ',
      actual,
      ' is below ',
      expected,
    ],
    policy_decision: (actual: ReactNode): ReactNode[] => ['the agent’s own policy decision is ', actual],
    pii_leak_risk: (actual: ReactNode): ReactNode[] => ['the risk of leaking personal data is ', actual],
  } as Record<string, (actual: ReactNode, expected: ReactNode) => ReactNode[]>,
  noConfidence: 'the agent gave no confidence',
});
