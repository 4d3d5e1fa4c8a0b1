import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FAILURE_MEASURES, GROWING_CLUSTER } from '../../insights/rules/failure-pattern.js';
import { canonicalJson } from '../../platform/json/canonical.js';
import { MITIGATIONS, mitigate, type RoutingDocument } from '../../routing/rules/mitigations.js';
import { type AnsweredFlag, doesWhatItSays, namesOneSign } from './answers-flag.js';

const flag = (over: Partial<AnsweredFlag> = {}): AnsweredFlag => ({
  measure: FAILURE_MEASURES[0],
  domain: 'faq',
  clusterId: null,
  mitigation: 'mark',
  ...over,
});

test('complaints are named by their cluster, and figures by none', () => {
  expect(namesOneSign(flag())).toBe(true);
  expect(namesOneSign(flag({ clusterId: 'c' }))).toBe(false);
  expect(namesOneSign(flag({ measure: GROWING_CLUSTER }))).toBe(false);
  expect(namesOneSign(flag({ measure: GROWING_CLUSTER, clusterId: 'c' }))).toBe(true);
});

describe('a document does what its mitigation says', () => {
  const domains = fc.constantFrom('faq', 'guide', 'payment', 'other');
  const lists = fc.uniqueArray(domains, { minLength: 1 });
  const policy: fc.Arbitrary<RoutingDocument> = fc.record({
    risk_routing_policy: fc.record({
      auto_allow_if: fc.record({ domain: lists, confidence_min: fc.constantFrom(0.1, 0.8) }),
      review_required_if: fc.record({ domain: lists }, { requiredKeys: [] }),
    }),
  });
  const answered = fc.record({
    mitigation: fc.constantFrom(...MITIGATIONS),
    domain: fc.option(domains, { nil: null }),
  });

  test('where it is what the mitigation makes of the policy in force, in whatever order it is written, and nowhere else', () => {
    fc.assert(
      fc.property(policy, policy, answered, (inForce, other, { mitigation, domain }) => {
        const claims = flag({ mitigation, domain });
        const made = mitigate(inForce, mitigation, domain);
        const says = (document: RoutingDocument) => doesWhatItSays(inForce, claims, canonicalJson(document));
        if ('notOffered' in made) return !says(inForce) && !says(other);
        const reversed = Object.fromEntries(Object.entries(made.document.risk_routing_policy).reverse());
        const same = canonicalJson(other) === canonicalJson(made.document);
        return says({ risk_routing_policy: reversed }) && !says(inForce) && says(other) === same;
      }),
    );
  });

  test('not where it loosens something besides', () => {
    const inForce = { risk_routing_policy: { auto_allow_if: { domain: ['faq'], confidence_min: 0.8 } } };
    const { document } = mitigate(inForce, 'mark', 'faq') as { document: RoutingDocument };
    const loosened = structuredClone(document);
    loosened.risk_routing_policy.auto_allow_if!.confidence_min = 0;
    expect(doesWhatItSays(inForce, flag(), canonicalJson(document))).toBe(true);
    expect(doesWhatItSays(inForce, flag(), canonicalJson(loosened))).toBe(false);
  });
});
