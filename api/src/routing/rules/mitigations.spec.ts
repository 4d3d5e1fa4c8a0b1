import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import type { CompiledRoutingPolicy } from './compiled-policy.js';
import type { Outcome } from './decision.js';
import { evaluateRouting } from './evaluate-routing.js';
import { lintRoutingPolicy } from './lint/lint-routing-policy.js';
import { MITIGATIONS, type Mitigation, mitigate, type RoutingDocument } from './mitigations.js';
import { DOMAINS, documents, score, share, TOOLS } from './policies.fixture.js';
import type { RoutingSignals } from './signals.js';

const DEFAULT = JSON.parse(readFileSync('config/routing-policy.json', 'utf8')) as RoutingDocument;
const STRICTNESS: Record<Outcome, number> = { allow: 0, review: 1, block: 2 };

const mitigated = (mitigation: Mitigation, domain: string | null, document = DEFAULT): RoutingDocument => {
  const made = mitigate(document, mitigation, domain);
  if ('notOffered' in made) throw new Error(made.notOffered);
  return made.document;
};
const notOffered = (mitigation: Mitigation, domain: string | null, document = DEFAULT) => {
  const made = mitigate(document, mitigation, domain);
  return 'notOffered' in made ? made.notOffered : null;
};
const reviewed = (document: RoutingDocument) => document.risk_routing_policy.review_required_if;

const signals: fc.Arbitrary<RoutingSignals> = fc.record({
  confidence: fc.oneof(share, fc.constant(null)),
  policyDecision: fc.constantFrom('allow', 'review', 'deny', null),
  piiLeakRisk: fc.constantFrom('low', 'medium', 'high', null),
  domain: fc.constantFrom(...DOMAINS, ' FAQ', 'retail', null),
  uncitedIn: fc.constantFrom(...DOMAINS, null),
  toolCall: fc.constantFrom(...TOOLS, null),
  riskScore: score,
  findings: fc.constant([]),
});
const mitigations = fc.constantFrom(...MITIGATIONS);
const domains = fc.constantFrom(...DOMAINS, 'retail', null);
const compiles = documents.filter((document) => compiled(document) !== null) as fc.Arbitrary<RoutingDocument>;

function compiled(document: unknown): CompiledRoutingPolicy | null {
  try {
    return compileRoutingPolicy(document);
  } catch {
    return null;
  }
}

describe('a mitigation adds one name to the policy in force', () => {
  test.each([
    ['block_without_citation', { uncited_in: ['faq'] }],
    ['mark', { unsure_domain: ['faq'] }],
    ['safety_hold', { domain: ['payment', 'account_lock', 'legal', 'faq'] }],
  ] as const)('%s', (mitigation, added) => {
    expect(mitigated(mitigation, 'faq')).toEqual({
      risk_routing_policy: {
        ...DEFAULT.risk_routing_policy,
        review_required_if: { ...reviewed(DEFAULT), ...added },
      },
    });
  });

  test('for no domain in particular, it names those that the policy allows', () => {
    expect(reviewed(mitigated('mark', null))?.unsure_domain).toEqual(['faq', 'guide']);
  });
});

describe('it is not offered', () => {
  test('where it is in force, however the domain is written', () => {
    for (const mitigation of MITIGATIONS)
      expect(notOffered(mitigation, ' FAQ', mitigated(mitigation, 'faq'))).toBe('in_force');
  });

  test('where a stricter one is in force', () => {
    expect(notOffered('mark', 'faq', mitigated('safety_hold', 'faq'))).toBe('stricter_in_force');
    expect(notOffered('block_without_citation', 'faq', mitigated('mark', 'faq'))).toBe('stricter_in_force');
    expect(notOffered('mark', 'payment')).toBe('stricter_in_force');
    expect(notOffered('safety_hold', 'faq', mitigated('mark', 'faq'))).toBeNull();
  });

  test('where answers without a source wait anyway, and where there is no domain to name', () => {
    expect(notOffered('block_without_citation', 'privacy')).toBe('built_in');
    const any = { risk_routing_policy: { auto_allow_if: { confidence_min: 0.8 } } };
    expect(notOffered('safety_hold', null, any)).toBe('no_domain');
  });
});

describe('under any policy', () => {
  test('what it makes of a proposal is never kinder, it can be put in force, and it is offered once', () => {
    fc.assert(
      fc.property(
        compiles,
        mitigations,
        domains,
        fc.array(signals, { minLength: 20 }),
        (document, one, domain, many) => {
          const made = mitigate(document, one, domain);
          fc.pre('document' in made);
          const [before, then] = [compileRoutingPolicy(document), compileRoutingPolicy(made.document)];
          for (const signal of many)
            expect(STRICTNESS[evaluateRouting(then, signal).outcome]).toBeGreaterThanOrEqual(
              STRICTNESS[evaluateRouting(before, signal).outcome],
            );
          const errors = (policy: CompiledRoutingPolicy) =>
            lintRoutingPolicy(policy, { tools: [], domains: DOMAINS }).flatMap(({ severity, id }) =>
              severity === 'error' ? [id] : [],
            );
          expect(errors(then)).toEqual(errors(before));
          expect(mitigate(made.document, one, domain)).toHaveProperty('notOffered');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('and what it is about is never let through', () => {
    fc.assert(
      fc.property(compiles, fc.constantFrom('mark', 'safety_hold'), signals, (document, one, signal) => {
        fc.pre(signal.domain !== null);
        const made = mitigate(document, one, signal.domain);
        fc.pre('document' in made);
        expect(evaluateRouting(compileRoutingPolicy(made.document), signal).outcome).not.toBe('allow');
      }),
      { numRuns: 500 },
    );
  });
});
