import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileRoutingPolicy } from './compile-routing-policy.js';
import { RoutingPolicyError } from './policy-document.js';

const DEFAULT = JSON.parse(readFileSync('config/routing-policy.json', 'utf8'));
const policy = (sections: unknown) => ({ risk_routing_policy: sections });

function issuesOf(document: unknown) {
  try {
    compileRoutingPolicy(document);
  } catch (error) {
    if (error instanceof RoutingPolicyError) return error.issues.map(({ path }) => path);
    throw error;
  }
  return [];
}

describe('compileRoutingPolicy', () => {
  it('takes the default document', () => {
    expect(issuesOf(DEFAULT)).toEqual([]);
  });

  it('takes a document that bounds the risk score, and one that allows nothing', () => {
    expect(
      issuesOf(policy({ review_required_if: { risk_score_min: 40 }, auto_allow_if: { risk_score_max: 20 } })),
    ).toEqual([]);
    expect(issuesOf(policy({}))).toEqual([]);
  });

  const root = 'risk_routing_policy';
  it.each<[string, unknown, string[]]>([
    ['is no object', [], ['', root]],
    ['has no policy', {}, [root]],
    ['has a word beside the policy', { ...policy({}), version: 2 }, ['version']],
    ['has an unknown section', policy({ soft_block_if: {} }), [`${root}.soft_block_if`]],
    ['hides a prototype', JSON.parse('{"risk_routing_policy":{"__proto__":{}}}'), [`${root}.__proto__`]],
    ['has a section that is null', policy({ hard_block_if: null }), [`${root}.hard_block_if`]],
    ['has an unknown condition', policy({ auto_allow_if: { mood: 'good' } }), [`${root}.auto_allow_if.mood`]],
    [
      'allows on too little confidence',
      policy({ auto_allow_if: { confidence_below: 0.5 } }),
      [`${root}.auto_allow_if.confidence_below`],
    ],
    [
      'blocks on enough confidence',
      policy({ hard_block_if: { confidence_min: 0.5 } }),
      [`${root}.hard_block_if.confidence_min`],
    ],
    [
      'has a threshold in quotes',
      policy({ auto_allow_if: { confidence_min: '0.8' } }),
      [`${root}.auto_allow_if.confidence_min`],
    ],
    [
      'has a threshold beyond 1',
      policy({ auto_allow_if: { confidence_min: 82 } }),
      [`${root}.auto_allow_if.confidence_min`],
    ],
    [
      'has a threshold that is no number',
      policy({ auto_allow_if: { confidence_min: Number.NaN } }),
      [`${root}.auto_allow_if.confidence_min`],
    ],
    [
      'has a score beyond 100',
      policy({ hard_block_if: { risk_score_min: 101 } }),
      [`${root}.hard_block_if.risk_score_min`],
    ],
    [
      'misspells a decision',
      policy({ hard_block_if: { policy_decision: 'dney' } }),
      [`${root}.hard_block_if.policy_decision`],
    ],
    [
      'misspells a risk in a list',
      policy({ hard_block_if: { pii_leak_risk: ['high', 'hihg'] } }),
      [`${root}.hard_block_if.pii_leak_risk[1]`],
    ],
    ['names no domain', policy({ review_required_if: { domain: [] } }), [`${root}.review_required_if.domain`]],
    [
      'names a blank domain',
      policy({ review_required_if: { domain: ['a', ' '] } }),
      [`${root}.review_required_if.domain[1]`],
    ],
    [
      'names a tool by number',
      policy({ review_required_if: { tool_call: 7 } }),
      [`${root}.review_required_if.tool_call`],
    ],
    [
      'reviews a medium leak and forgets a high one',
      policy({ auto_allow_if: { confidence_min: 0.8 }, review_required_if: { pii_leak_risk: 'medium' } }),
      [root],
    ],
    ['allows what is denied', policy({ auto_allow_if: { policy_decision: ['allow', 'review', 'deny'] } }), [root]],
    [
      'allows what is to be reviewed and not what is allowed',
      policy({ auto_allow_if: { policy_decision: 'review' } }),
      [root],
    ],
  ])('refuses a document that %s', (_, document, paths) => {
    expect(issuesOf(document)).toEqual(paths);
  });

  it('names everything that is wrong at once, each with a sentence', () => {
    const document = policy({ auto_allow_if: { confidence_min: 2, mood: 1 }, hard_block_if: { domain: '' } });
    expect(() => compileRoutingPolicy(document)).toThrow(
      'risk_routing_policy.hard_block_if.domain: must be text that is not blank. ' +
        'risk_routing_policy.auto_allow_if.mood: is not known here; use confidence_min, risk_score_max, policy_decision, pii_leak_risk, domain, tool_call. ' +
        'risk_routing_policy.auto_allow_if.confidence_min: must be a number from 0 to 1.',
    );
  });

  it('takes or refuses any JSON whatever, and breaks on none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const document of [
          value,
          policy(value),
          policy({ hard_block_if: value }),
          policy({ auto_allow_if: { domain: value } }),
        ]) {
          issuesOf(document);
        }
      }),
    );
  });

  it('keeps a copy, so that changing the document later changes nothing', () => {
    const domain = ['faq'];
    const compiled = compileRoutingPolicy(policy({ auto_allow_if: { domain } }));
    domain.push('payment');
    expect(compiled.autoAllowIf[0]?.expected).toEqual(['faq']);
  });
});
