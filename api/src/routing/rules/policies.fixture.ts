import fc from 'fast-check';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import type { CompiledRoutingPolicy } from './compiled-policy.js';
import { RoutingPolicyError } from './policy-document.js';

export const DOMAINS = ['faq', 'guide', 'payment', 'legal'];
export const TOOLS = ['search', 'issue_refund', 'change_account_state'];

const some = (names: string[]) =>
  fc.oneof(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names), { minLength: 1 }));
const names = {
  policy_decision: some(['allow', 'review', 'deny']),
  pii_leak_risk: some(['low', 'medium', 'high']),
  domain: some(DOMAINS),
  tool_call: some(TOOLS),
};
export const share = fc.double({ min: 0, max: 1, noNaN: true });
export const score = fc.integer({ min: 0, max: 100 });
const strict = { confidence_below: share, risk_score_min: score, ...names };
const block = fc.record(strict, { requiredKeys: [] });
const review = fc.record({ ...strict, unsure_domain: some(DOMAINS), uncited_in: some(DOMAINS) }, { requiredKeys: [] });
const lenient = fc.record({ confidence_min: share, risk_score_max: score, ...names }, { requiredKeys: [] });
export const documents = fc
  .record({ hard_block_if: block, review_required_if: review, auto_allow_if: lenient }, { requiredKeys: [] })
  .map((sections) => ({ risk_routing_policy: sections }));

/** Drawn until one compiles: half of them are more lenient on a worse value, which compiling refuses. */
export const policies: fc.Arbitrary<CompiledRoutingPolicy> = documents
  .map((document) => {
    try {
      return compileRoutingPolicy(document);
    } catch (error) {
      if (error instanceof RoutingPolicyError) return null;
      throw error;
    }
  })
  .filter((policy) => policy !== null);
