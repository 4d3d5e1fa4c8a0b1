export type Outcome = 'allow' | 'review' | 'block';

export type Section = 'hard_block_if' | 'review_required_if' | 'auto_allow_if';

/** One condition that was looked at, the value it saw, and whether it held. One line of the policy log. */
export interface Condition {
  rule: Section | 'finding';
  /** The key in the policy document ('confidence_below', 'domain', …), or the finding's name. */
  condition: string;
  /** What the policy document asks for; null for a finding. */
  expected: unknown;
  /** What the proposal had, as JSON: a number that JSON cannot write appears as its name ('NaN'). */
  actual: unknown;
  held: boolean;
  /** Findings only: the sentence that came with the finding. */
  because?: string;
}

export interface RoutingDecision {
  outcome: Outcome;
  /** Every condition of the policy and every finding, whatever the outcome. */
  conditions: Condition[];
}
