import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileSignOffPolicy } from './compile-sign-off-policy.js';
import { SignOffPolicyError } from './sign-off-document.js';

const one = { any_of: ['operator'], count: 1 };
const policy = (change: object) => ({
  sign_off_policy: { expires_after_seconds: 60, rules: [], otherwise: one, ...change },
});
const rule = (change: object) => policy({ rules: [{ name: 'rule', require: one, ...change }] });
const root = 'sign_off_policy';
const first = `${root}.rules[0]`;

function issuesOf(document: unknown) {
  try {
    compileSignOffPolicy(document);
  } catch (error) {
    if (error instanceof SignOffPolicyError) return error.issues.map(({ path }) => path);
    throw error;
  }
  return [];
}

function nested(depth: number): unknown {
  return depth === 0 ? one : { all: [nested(depth - 1)] };
}

describe('compileSignOffPolicy', () => {
  it('takes the default document, which gives signatures a day', () => {
    const document = JSON.parse(readFileSync('config/sign-off-policy.json', 'utf8'));
    expect(compileSignOffPolicy(document).expiresAfterSeconds).toBe(86_400);
  });

  it.each<[string, unknown, string[]]>([
    ['is no object', null, ['', root, `${root}.expires_after_seconds`, `${root}.rules`, `${root}.otherwise`]],
    ['has a word too many', policy({ expires: 1 }), [`${root}.expires`]],
    [
      'hides a prototype',
      JSON.parse(
        '{"__proto__":{},"sign_off_policy":{"expires_after_seconds":60,"rules":[],"otherwise":{"any_of":["operator"],"count":1}}}',
      ),
      ['__proto__'],
    ],
    ['never expires', policy({ expires_after_seconds: 0 }), [`${root}.expires_after_seconds`]],
    ['expires in quotes', policy({ expires_after_seconds: '60' }), [`${root}.expires_after_seconds`]],
    ['has a rule with no name', rule({ name: ' ' }), [`${first}.name`]],
    [
      'has two rules of one name',
      policy({
        rules: [
          { name: 'a', require: one },
          { name: 'a', require: one },
        ],
      }),
      [`${root}.rules[1].name`],
    ],
    ['has a rule for a blank tool', rule({ tool: ['issue_refund', ''] }), [`${first}.tool[1]`]],
    ['has a rule for no tool', rule({ tool: [] }), [`${first}.tool`]],
    ['has a condition that is no CEL', rule({ when: 'amount is large' }), [`${first}.when`]],
    ['has a condition on what does not exist', rule({ when: 'amount > 1' }), [`${first}.when`]],
    ['has a blank condition', rule({ when: '' }), [`${first}.when`]],
    ['has a step-up that is neither yes nor no', rule({ step_up: 'yes' }), [`${first}.step_up`]],
    ['requires nothing', rule({ require: undefined }), [`${first}.require`]],
    ['requires an empty list', rule({ require: { all: [] } }), [`${first}.require.all`]],
    ['requires two things at once', rule({ require: { all: [one], any: [one] } }), [`${first}.require`]],
    ['requires a role without a count', rule({ require: { any_of: ['operator'] } }), [`${first}.require`]],
    ['requires nobody', rule({ require: { any_of: ['operator'], count: 0 } }), [`${first}.require.count`]],
    ['requires half a person', rule({ require: { any_of: ['operator'], count: 1.5 } }), [`${first}.require.count`]],
    [
      'lets an admin sign',
      rule({ require: { any_of: ['operator', 'admin'], count: 1 } }),
      [`${first}.require.any_of[1]`],
    ],
    [
      'lets an auditor sign',
      policy({ otherwise: { any: [{ any_of: ['auditor'], count: 1 }] } }),
      [`${root}.otherwise.any[0].any_of[0]`],
    ],
    ['lets an unknown role sign', rule({ require: { any_of: ['boss'], count: 1 } }), [`${first}.require.any_of[0]`]],
    [
      'takes eleven people',
      rule({ require: { all: [{ any_of: ['operator'], count: 10 }, one] } }),
      [`${first}.require`],
    ],
    [
      'can be met in too many ways',
      rule({ require: { all: Array(7).fill({ any: [one, one] }) } }),
      [`${first}.require`],
    ],
    ['is nested too deep', rule({ require: nested(8) }), [`${first}.require${'.all[0]'.repeat(8)}`]],
    [
      'asks too much of one tool together',
      policy({
        rules: [
          { name: 'every tool', require: { any_of: ['operator'], count: 6 } },
          { name: 'refunds', tool: 'issue_refund', require: { any_of: ['legal'], count: 5 } },
        ],
      }),
      [`${root}.rules`],
    ],
  ])('refuses a document that %s', (_, document, paths) => {
    expect(issuesOf(document)).toEqual(paths);
  });

  it('says what is wrong in sentences', () => {
    const document = rule({ when: 'sums.month > 1', require: { any_of: ['admin'], count: 1 } });
    expect(() => compileSignOffPolicy(document)).toThrow(
      'sign_off_policy.rules[0].when: cannot be used: No such key: month ' +
        'sign_off_policy.rules[0].require.any_of[0]: must be one of operator, support_lead, product, platform, security, legal, search.',
    );
  });

  it('takes or refuses any JSON whatever, and breaks on none', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const document of [
          value,
          policy({ rules: value }),
          policy({ otherwise: value }),
          rule({ require: { any: value } }),
        ]) {
          issuesOf(document);
        }
      }),
    );
  });
});
