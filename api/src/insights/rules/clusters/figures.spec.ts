import { expect, test } from '@jest/globals';
import { figuresOf } from './figures.js';
import { courseOf } from './trend.js';

const alone = { domain: null, reasonCode: null, policyVersion: null, way: null, conditions: null };

test('figures by proposal are of the texts that name one, by what its agent was answered', () => {
  const course = courseOf([], Date.parse('2026-11-01T00:00:00Z'), Date.parse('2026-11-25T00:00:00Z'), 1);
  const unsure = [{ rule: 'review_required_if', condition: 'confidence_below', held: true }];
  const figures = figuresOf(course, [
    { ...alone, domain: 'payment' },
    { ...alone, domain: 'payment', policyVersion: 2, way: 'people', conditions: unsure },
    { ...alone, domain: 'account', policyVersion: 2, way: 'blocked', conditions: [] },
    { ...alone, policyVersion: 1, way: 'automatic', conditions: [] },
    { ...alone, policyVersion: 2, reasonCode: 'LOW_CONFIDENCE' },
  ]);
  expect(figures).toMatchObject({
    linked: 4,
    domains: [
      { of: 'payment', n: 2 },
      { of: 'account', n: 1 },
    ],
    reasonCodes: [
      { of: 'LOW_CONFIDENCE', n: 2 },
      { of: 'POLICY_RESTRICTED', n: 1 },
      { of: 'none', n: 1 },
    ],
    routingPolicies: [
      { of: 2, n: 3 },
      { of: 1, n: 1 },
    ],
  });
});
