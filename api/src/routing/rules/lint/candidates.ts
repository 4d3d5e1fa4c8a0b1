import { fold } from '../../../platform/text/fold.js';
import type { CompiledCondition, CompiledRoutingPolicy } from '../compiled-policy.js';
import { holds } from '../evaluate-routing.js';
import { PII_LEAK_RISKS, POLICY_DECISIONS, SCALES, type Signal } from '../policy-document.js';
import { RISK_POINTS } from '../risk-points.js';
import type { RoutingSurroundings } from './routing-finding.js';

export const SIGNALS: readonly Signal[] = [
  'confidence',
  'risk_score',
  'policy_decision',
  'pii_leak_risk',
  'domain',
  'uncited_in',
  'tool_call',
];

/** What a signal may say: for every way in which the policy's conditions can tell two values apart, one of each. */
export type Candidates = Readonly<Record<Signal, readonly unknown[]>>;

/** A policy with what it makes of each signal. Each condition reads one, so that signals can be looked at one by one. */
export class Reach {
  readonly candidates: Candidates;
  readonly strict: readonly CompiledCondition[];

  constructor(
    readonly policy: CompiledRoutingPolicy,
    around: RoutingSurroundings,
  ) {
    this.strict = [...policy.hardBlockIf, ...policy.reviewRequiredIf];
    const all = [...this.strict, ...policy.autoAllowIf];
    const named = (signal: Signal) =>
      all.filter((one) => one.signal === signal).flatMap(({ expected, values }) => [...listed(expected), ...values]);
    this.candidates = {
      confidence: [...betweenThresholds(all.filter((one) => one.signal === 'confidence')), null],
      // Whole numbers, as `riskScore` gives them.
      risk_score: [...Array.from({ length: 101 }, (_, score) => score), null],
      policy_decision: [...POLICY_DECISIONS, 'something else', null],
      pii_leak_risk: [...PII_LEAK_RISKS, 'something else', null],
      domain: [
        ...orAnother([...named('domain'), ...Object.keys(RISK_POINTS.domain), ...around.domains], 'other_domain'),
        null,
      ],
      // Null is an answer that cites something.
      uncited_in: [null, ...named('uncited_in')],
      tool_call: [
        null,
        ...orAnother([...named('tool_call'), ...around.tools.map(({ name }) => name)], 'other_tool'),
        '',
      ],
    };
  }

  /** The conditions that review or block this value. */
  against(signal: Signal, value: unknown): CompiledCondition[] {
    return this.strict.filter((one) => one.signal === signal && holds(one, value));
  }

  allows(signal: Signal, value: unknown): boolean {
    return this.policy.autoAllowIf.every((one) => one.signal !== signal || holds(one, value));
  }

  /** The values that neither review nor block and that may be allowed. Something is allowed only where each signal has one. */
  open(signal: Signal): unknown[] {
    return this.candidates[signal].filter(
      (value) => this.allows(signal, value) && this.against(signal, value).length === 0,
    );
  }
}

/** Whether it is a value at all, and not the lack of one. */
export const isKnown = (value: unknown): boolean => value !== null && value !== '' && value !== 'something else';

/** Whether the document doesn't say this condition: it was added so that a signal is known (`known-signals.ts`). */
export function isUnsaid({ rule, name, test, expected }: CompiledCondition): boolean {
  return rule === 'auto_allow_if' && (test === 'named' || (name in SCALES && expected === SCALES[name as 'domain']));
}

/** The names that a condition was written with. */
export const listed = (expected: unknown): string[] =>
  (Array.isArray(expected) ? expected : [expected]).filter((name) => typeof name === 'string');

/** Every threshold, a value between each two of them, and both ends. */
function betweenThresholds(conditions: readonly CompiledCondition[]): number[] {
  const edges = [...new Set([0, 1, ...conditions.map(({ threshold }) => threshold)])].sort((a, b) => b - a);
  return edges.flatMap((edge, at) => (at === edges.length - 1 ? [edge] : [edge, (edge + edges[at + 1]!) / 2]));
}

/** The names, each once, and one more that is none of them. */
function orAnother(names: readonly string[], another: string): string[] {
  const folded = new Set(names.map(fold));
  let other = another;
  while (folded.has(fold(other))) other += '_';
  return [...new Set(names), other];
}
