import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { compileSignOffPolicy } from './compile-sign-off-policy.js';
import type { Requirement } from './requirement.js';
import { type CallToSign, requirementFor } from './requirement-for.js';

const DEFAULT = compileSignOffPolicy(JSON.parse(readFileSync('config/sign-off-policy.json', 'utf8')));
const ONE: Requirement = { any_of: ['operator', 'support_lead'], count: 1 };
const TWO: Requirement = { any_of: ['operator', 'support_lead'], count: 2 };
const BOTH: Requirement = {
  all: [
    { any_of: ['operator'], count: 1 },
    { any_of: ['support_lead'], count: 1 },
  ],
};

const over = "issue_refund over 500.00, alone or in the customer's sum of the day";
const unknown = (what: string) => `large refund could not be evaluated: ${what} is not known`;

function refund(amount_minor: unknown, currency: unknown, customerDay = 0n): CallToSign {
  return {
    tool: 'issue_refund',
    args: { payment_id: 'pay_1', amount_minor, currency },
    sums: { customerDay, agentDay: 10n ** 9n },
    changesWorld: true,
  };
}

const STORIES: { who: string; call: CallToSign; requirement: Requirement | null; because: string[] }[] = [
  {
    who: 'a refund of 42.00 EUR',
    call: refund('4200', 'EUR', 4_200n),
    requirement: ONE,
    because: ['issue_refund changes the world'],
  },
  {
    who: 'a refund of 500.00 EUR',
    call: refund('50000', 'EUR', 50_000n),
    requirement: ONE,
    because: ['issue_refund changes the world'],
  },
  { who: 'a refund of 500.01 EUR', call: refund('50001', 'EUR', 50_001n), requirement: BOTH, because: [over] },
  { who: 'a refund of 501 JPY', call: refund('501', 'JPY', 50_100n), requirement: BOTH, because: [over] },
  { who: 'a refund of 500.001 KWD', call: refund('500001', 'KWD'), requirement: BOTH, because: [over] },
  { who: 'a refund split in two', call: refund('30000', 'EUR', 60_000n), requirement: BOTH, because: [over] },
  { who: 'a refund in a made-up currency', call: refund('1', 'ABC'), requirement: BOTH, because: [unknown('money')] },
  { who: 'a negative refund', call: refund('-4200', 'EUR'), requirement: BOTH, because: [unknown('money')] },
  {
    who: 'a refund with 20 digits',
    call: refund('99999999999999999999', 'EUR'),
    requirement: BOTH,
    because: [unknown('money')],
  },
  {
    who: 'a refund with no sums',
    call: { ...refund('1', 'EUR'), sums: null },
    requirement: BOTH,
    because: [unknown('sums')],
  },
  {
    who: 'a refund in disguise',
    call: { ...refund('50001', 'EUR'), tool: 'Issue_Refund ' },
    requirement: BOTH,
    because: [over],
  },
  {
    who: 'a change of account state',
    call: { tool: 'change_account_state', args: {}, sums: null, changesWorld: true },
    requirement: TWO,
    because: ['change_account_state takes two people'],
  },
  {
    who: 'nobody, for a tool that only reads and that no rule names',
    call: { tool: 'search', args: {}, sums: null, changesWorld: false },
    requirement: null,
    because: ['no rule asks more of search'],
  },
  {
    who: 'an answer with no tool call',
    call: { tool: null, args: null, sums: null, changesWorld: false },
    requirement: ONE,
    because: ['a ticket without a tool call'],
  },
  {
    who: 'a tool that says it needs no signature',
    call: { ...refund('99900', 'EUR'), toolSignOff: 'none' },
    requirement: null,
    because: ['issue_refund is registered as needing no signature'],
  },
];

describe('requirementFor under the default policy', () => {
  it.each(STORIES)('asks the right people of $who', ({ call, requirement, because }) => {
    expect(requirementFor(DEFAULT, call)).toEqual({ requirement, because, stepUp: [] });
  });
});

describe('requirementFor where several rules apply', () => {
  const policy = compileSignOffPolicy({
    sign_off_policy: {
      expires_after_seconds: 60,
      rules: [
        { name: 'any tool', require: ONE },
        {
          name: 'as written',
          tool: ['issue_refund', 'pay_out'],
          when: 'int(args.amount_minor) > 50000',
          require: BOTH,
        },
        {
          name: 'agent',
          tool: 'issue_refund',
          when: 'sums.agent_day > 1000000',
          because: 'a busy agent',
          require: TWO,
        },
        { name: 'lawsuit', when: 'has(args.lawsuit)', require: { any_of: ['legal'], count: 1 } },
      ],
      otherwise: ONE,
    },
  });

  it('takes the strictest and names all', () => {
    expect(requirementFor(policy, refund('50001', 'EUR'))).toEqual({
      requirement: BOTH,
      because: ['any tool', 'as written', 'a busy agent'],
      stepUp: [],
    });
  });

  it('takes a rule that cannot be evaluated for one that applies', () => {
    expect(requirementFor(policy, { ...refund('', 'EUR'), sums: { customerDay: 0n, agentDay: 0n } })).toEqual({
      requirement: BOTH,
      because: ['any tool', 'as written could not be evaluated: int() takes whole numbers only'],
      stepUp: [],
    });
  });

  it('asks for everyone where no rule is the strictest', () => {
    const call = { tool: 'search', args: { lawsuit: 'yes' }, sums: null, changesWorld: false };
    expect(requirementFor(policy, call)).toEqual({
      requirement: { all: [ONE, { any_of: ['legal'], count: 1 }] },
      because: ['any tool', 'lawsuit'],
      stepUp: [],
    });
  });

  it('keeps rules for every tool away from a ticket without one', () => {
    const call = { tool: null, args: null, sums: null, changesWorld: false };
    expect(requirementFor(policy, call).because).toEqual(['a ticket without a tool call']);
  });
});

describe('requirementFor where a rule asks for step-up', () => {
  const policy = compileSignOffPolicy({
    sign_off_policy: {
      expires_after_seconds: 60,
      rules: [
        { name: 'always', tool: 'issue_refund', require: ONE },
        {
          name: 'over 100.00',
          tool: 'issue_refund',
          when: 'money.hundredths > 10000 || sums.customer_day > 10000',
          require: ONE,
          step_up: true,
        },
        { name: 'never', tool: 'issue_refund', when: 'money.hundredths > 10000', require: ONE, step_up: false },
      ],
      otherwise: ONE,
    },
  });
  const stepUp = (call: CallToSign) => requirementFor(policy, call).stepUp;

  it('asks for it where the rule applies, also by the sum of the day', () => {
    expect(stepUp(refund('10000', 'EUR', 10_000n))).toEqual([]);
    expect(stepUp(refund('10001', 'EUR', 10_001n))).toEqual(['over 100.00']);
    expect(stepUp(refund('6000', 'EUR', 12_000n))).toEqual(['over 100.00']);
  });

  it('asks for it where the condition can’t be evaluated', () => {
    expect(stepUp(refund('1', 'ABC'))).toEqual(['over 100.00 could not be evaluated: money is not known']);
    expect(stepUp({ ...refund('1', 'EUR'), sums: null })).toEqual([expect.stringMatching(/^over 100.00 could not/)]);
  });

  it('asks for it of no other tool, of no ticket without one, and not where no signature is needed', () => {
    expect(stepUp({ ...refund('99999', 'EUR'), tool: 'pay_out' })).toEqual([]);
    expect(stepUp({ tool: null, args: null, sums: null, changesWorld: false })).toEqual([]);
    expect(stepUp({ ...refund('99999', 'EUR'), toolSignOff: 'none' })).toEqual([]);
  });
});
