import type { Section } from './decision.js';

/** The signals that a policy may speak of. */
export type Signal =
  | 'confidence'
  | 'policy_decision'
  | 'pii_leak_risk'
  | 'domain'
  | 'uncited_in'
  | 'tool_call'
  | 'risk_score';

/** Names a condition of the policy document can have. */
export type ConditionName =
  | 'confidence_min'
  | 'confidence_below'
  | 'risk_score_max'
  | 'risk_score_min'
  | 'policy_decision'
  | 'pii_leak_risk'
  | 'domain'
  | 'unsure_domain'
  | 'uncited_in'
  | 'tool_call';

/** What the agent's own policy check may have said, mildest first. */
export const POLICY_DECISIONS: readonly string[] = ['allow', 'review', 'deny'];

/** How likely the draft leaks personal data, mildest first. */
export const PII_LEAK_RISKS: readonly string[] = ['low', 'medium', 'high'];

/** The values that count as known, mildest first; null where any name is a value. */
export const SCALES: Readonly<Record<Exclude<ConditionName, keyof typeof THRESHOLDS>, readonly string[] | null>> = {
  policy_decision: POLICY_DECISIONS,
  pii_leak_risk: PII_LEAK_RISKS,
  domain: null,
  unsure_domain: null,
  uncited_in: null,
  tool_call: null,
};

const NAMES = ['policy_decision', 'pii_leak_risk', 'domain', 'tool_call'] as const;

/**
 * Which conditions each section takes. Thresholds point one way: allowing asks for enough, the others for too much. What is
 * held back for a while, because answers of a domain turned out wrong, is reviewed and never more.
 */
export const CONDITIONS: Readonly<Record<Section, readonly ConditionName[]>> = {
  hard_block_if: ['confidence_below', 'risk_score_min', ...NAMES],
  review_required_if: ['confidence_below', 'risk_score_min', ...NAMES, 'unsure_domain', 'uncited_in'],
  auto_allow_if: ['confidence_min', 'risk_score_max', ...NAMES],
};

/** The highest value a threshold may take. */
export const THRESHOLDS = { confidence_min: 1, confidence_below: 1, risk_score_max: 100, risk_score_min: 100 } as const;

/** One thing wrong with a policy document. */
export interface PolicyIssue {
  /** Dotted, from the document's root: 'risk_routing_policy.auto_allow_if.domain[1]'. */
  path: string;
  message: string;
}

/** The document cannot be a routing policy; `issues` names everything that is wrong with it. */
export class RoutingPolicyError extends Error {
  constructor(readonly issues: readonly PolicyIssue[]) {
    super(issues.map((issue) => `${issue.path}: ${issue.message}`).join(' '));
    this.name = 'RoutingPolicyError';
  }
}
