import type { Money } from '../../approvals/rules/money.js';
import type { CompiledRoutingPolicy } from './compiled-policy.js';
import type { Condition, Outcome } from './decision.js';
import { evaluateRouting } from './evaluate-routing.js';
import { type Priority, priorityOf, type RiskScore, riskScore } from './risk-score.js';
import type { Finding } from './signals.js';

/** One revision as routing sees it. */
export interface RevisionToRoute {
  domain: string;
  /** See `RoutingSignals`. */
  uncitedIn: string | null;
  confidence: number | null;
  policyDecision: string | null;
  piiLeakRisk: string | null;
  tool: {
    name: string;
    registered: boolean;
    changesWorld: boolean;
    needsSignOff: boolean;
    conditional: boolean;
  } | null;
  money: Money | null;
  findings: readonly Finding[];
  /** Kinds of personal data in what the customer said. */
  personalData?: readonly string[];
  /** An edit may be blocked or sent to review, never allowed. */
  edited: boolean;
  /** The agent added to it: whoever was looking at it, or asked for it, looks at it again. */
  added?: boolean;
  /** Countersign took an approval back before it ran: it waits for people like an edit. */
  returned?: boolean;
}

/** A line of the policy log: the policy's and ours. `sign_off` lines say what holds an allowed one back. */
export interface LoggedCondition extends Omit<Condition, 'rule'> {
  rule: Condition['rule'] | 'sign_off';
}

export interface Route {
  state: 'auto_allowed' | 'pending_review' | 'blocked';
  priority: Priority;
  flags: string[];
  /** The policy log: the policy's outcome and every condition, ours beside the policy's. */
  decision: { outcome: Outcome; conditions: LoggedCondition[]; score: RiskScore };
}

/**
 * Routes one revision. What the policy allows still waits for people when a tool call changes the
 * world and needs its sign-offs, or when a person edited it (design §5).
 */
export function routeRevision(policy: CompiledRoutingPolicy, revision: RevisionToRoute): Route {
  const { domain, uncitedIn, confidence, policyDecision, piiLeakRisk, tool, findings } = revision;
  const score = riskScore(revision);
  const { outcome, conditions } = evaluateRouting(policy, {
    domain,
    uncitedIn,
    confidence,
    policyDecision,
    piiLeakRisk,
    toolCall: tool?.name ?? null,
    riskScore: score.value,
    findings,
  });
  const held = holdBack(revision);
  return {
    state:
      outcome === 'block' ? 'blocked' : outcome === 'allow' && held.length === 0 ? 'auto_allowed' : 'pending_review',
    priority: priorityOf(score.value),
    flags: findings.map((finding) => finding.name),
    decision: { outcome, conditions: [...conditions, ...held], score },
  };
}

function holdBack({ tool, edited, added, returned }: RevisionToRoute): LoggedCondition[] {
  const held: LoggedCondition[] = [];
  if (tool?.needsSignOff) {
    held.push({
      rule: 'sign_off',
      condition: 'tool_needs_sign_off',
      expected: true,
      actual: tool.name,
      held: true,
      because: `${tool.name} needs its sign-offs`,
    });
  }
  // What was seen is for people to judge, and seeing it takes a moment in which nobody may have decided.
  if (tool?.conditional) {
    held.push({
      rule: 'sign_off',
      condition: 'tool_has_preconditions',
      expected: true,
      actual: tool.name,
      held: true,
      because: `${tool.name} has preconditions`,
    });
  }
  if (returned) {
    held.push({
      rule: 'sign_off',
      condition: 'sent_back_before_it_ran',
      expected: true,
      actual: true,
      held: true,
      because: 'sent back before it ran',
    });
  }
  if (added) {
    held.push({
      rule: 'sign_off',
      condition: 'context_added',
      expected: true,
      actual: true,
      held: true,
      because: 'context was added to it',
    });
  }
  if (edited)
    held.push({
      rule: 'sign_off',
      condition: 'edited_by_a_person',
      expected: true,
      actual: true,
      held: true,
      because: 'edited by a person',
    });
  return held;
}
