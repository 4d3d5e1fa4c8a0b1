import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import type { CompiledRoutingPolicy } from './compiled-policy.js';
import type { Outcome } from './decision.js';
import { evaluateRouting } from './evaluate-routing.js';
import { DOMAINS, documents, policies, score, share, TOOLS } from './policies.fixture.js';
import type { RoutingSignals } from './signals.js';

const STRICTNESS: Record<Outcome, number> = { allow: 0, review: 1, block: 2 };
const finding = { name: 'duplicate', actual: null, because: 'seen before' };

const signals: fc.Arbitrary<RoutingSignals> = fc.record({
  confidence: fc.oneof(share, fc.constantFrom(null, Number.NaN, 2, -1)),
  policyDecision: fc.constantFrom('allow', 'review', 'deny', 'DENY', 'perhaps', null),
  piiLeakRisk: fc.constantFrom('low', 'medium', 'high', ' High', 'none', null),
  domain: fc.constantFrom(...DOMAINS, 'Payment', 'retail', '', null),
  uncitedIn: fc.constantFrom(...DOMAINS, null),
  toolCall: fc.constantFrom(...TOOLS, 'Issue_Refund', 'unheard_of', null),
  riskScore: fc.oneof(score, fc.constantFrom(null, Number.NaN)),
  findings: fc.array(fc.constant(finding), { maxLength: 2 }),
});

/** Each adds one risk to the signals. A listed domain or tool is one that a strict section of the policy names. */
const worsen: fc.Arbitrary<(given: RoutingSignals, policy: CompiledRoutingPolicy) => RoutingSignals> = fc.oneof(
  fc.constant((given: RoutingSignals) => ({ ...given, findings: [...given.findings, finding] })),
  share.map((part) => (given: RoutingSignals) => ({ ...given, confidence: lowered(given.confidence, part) })),
  fc.constantFrom(null, Number.NaN).map((confidence) => (given: RoutingSignals) => ({ ...given, confidence })),
  fc.constant((given: RoutingSignals) => ({ ...given, policyDecision: 'deny' })),
  fc.constant((given: RoutingSignals) => ({ ...given, piiLeakRisk: 'high' })),
  score.map((more) => (given: RoutingSignals) => ({
    ...given,
    riskScore: given.riskScore === null ? null : Math.min(100, given.riskScore + more),
  })),
  fc.constant((given: RoutingSignals) => ({ ...given, riskScore: null })),
  fc.constant((given: RoutingSignals, policy: CompiledRoutingPolicy) => withListed(given, policy)),
);

/** What is no confidence is the worst there is, so it is not made usable by making it smaller. */
function lowered(confidence: number | null, part: number): number | null {
  return confidence !== null && confidence >= 0 && confidence <= 1 ? confidence * part : confidence;
}

function withListed(given: RoutingSignals, policy: CompiledRoutingPolicy): RoutingSignals {
  const section = policy.hardBlockIf.length > 0 ? policy.hardBlockIf : policy.reviewRequiredIf;
  const listed = (name: string) => [...(section.find((condition) => condition.name === name)?.values ?? [])][0];
  const blocked = evaluateRouting(policy, given).outcome === 'block';
  if (blocked && section !== policy.hardBlockIf) return given;
  return { ...given, domain: listed('domain') ?? given.domain, toolCall: listed('tool_call') ?? given.toolCall };
}

describe('evaluateRouting, under any policy', () => {
  it('never becomes laxer when a risk is added', () => {
    fc.assert(
      fc.property(policies, signals, worsen, (policy, given, add) => {
        const before = evaluateRouting(policy, given).outcome;
        const after = evaluateRouting(policy, add(given, policy)).outcome;
        expect(STRICTNESS[after]).toBeGreaterThanOrEqual(STRICTNESS[before]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('lets block beat review, and review beat allow', () => {
    fc.assert(
      fc.property(policies, signals, (policy, given) => {
        const { outcome, conditions } = evaluateRouting(policy, given);
        const held = (rule: string) => conditions.some((condition) => condition.rule === rule && condition.held);
        const unmet = conditions.some((condition) => condition.rule === 'auto_allow_if' && !condition.held);
        const review = held('review_required_if') || held('finding') || unmet || !policy.allows;
        expect(outcome).toBe(held('hard_block_if') ? 'block' : review ? 'review' : 'allow');
      }),
      { numRuns: 1_000 },
    );
  });

  it('reports every condition of the document and every finding, each once, in JSON', () => {
    fc.assert(
      fc.property(documents, signals, (document, given) => {
        fc.pre(compiles(document));
        const { conditions } = evaluateRouting(compileRoutingPolicy(document), given);
        const written = Object.entries(document.risk_routing_policy).flatMap(([rule, section]) =>
          Object.entries(section).map(([name, expected]) => ({ rule, condition: name, expected })),
        );
        for (const one of written) expect(conditions.filter((seen) => matches(seen, one))).toHaveLength(1);
        expect(conditions.filter(({ rule }) => rule === 'finding')).toHaveLength(given.findings.length);
        expect(JSON.parse(JSON.stringify(conditions))).toEqual(conditions);
      }),
    );
  });

  it('answers the same to the same, and touches nothing it was given', () => {
    fc.assert(
      fc.property(policies, signals, (policy, given) => {
        const frozen = Object.freeze({ ...given, findings: Object.freeze([...given.findings]) });
        expect(evaluateRouting(policy, frozen)).toEqual(evaluateRouting(policy, given));
      }),
    );
  });
});

function compiles(document: unknown): boolean {
  try {
    compileRoutingPolicy(document);
    return true;
  } catch {
    return false;
  }
}

function matches(seen: { rule: string; condition: string; expected: unknown }, one: typeof seen): boolean {
  return (
    seen.rule === one.rule &&
    seen.condition === one.condition &&
    JSON.stringify(seen.expected) === JSON.stringify(one.expected)
  );
}
