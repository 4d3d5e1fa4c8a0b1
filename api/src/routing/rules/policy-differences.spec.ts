import { expect, test } from '@jest/globals';
import { policyDifferences } from './policy-differences.js';

test('conditions that were added, written otherwise and taken away are told apart, and the order of keys is none', () => {
  const before = {
    risk_routing_policy: {
      review_required_if: { domain: ['legal'], confidence_below: 0.8 },
      auto_allow_if: { domain: 'faq' },
    },
  };
  const after = {
    risk_routing_policy: {
      auto_allow_if: { domain: 'faq' },
      review_required_if: { uncited_in: ['faq'], domain: ['legal', 'faq'] },
    },
  };
  expect(policyDifferences(before, after)).toEqual([
    { rule: 'review_required_if', condition: 'uncited_in', before: null, after: ['faq'] },
    { rule: 'review_required_if', condition: 'domain', before: ['legal'], after: ['legal', 'faq'] },
    { rule: 'review_required_if', condition: 'confidence_below', before: 0.8, after: null },
  ]);
  expect(policyDifferences(before, before)).toEqual([]);
});
