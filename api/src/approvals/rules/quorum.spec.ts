import { describe, expect, it } from '@jest/globals';
import { evaluateQuorum, wouldContribute } from './quorum.js';
import { type Requirement, type Role, rolesNamed, type Signer } from './requirement.js';

const operator: Requirement = { any_of: ['operator'], count: 1 };
const lead: Requirement = { any_of: ['support_lead'], count: 1 };
const both: Requirement = { all: [operator, lead] };
const twoOfEither: Requirement = { any_of: ['operator', 'support_lead'], count: 2 };
const operatorOrTwoLeads: Requirement = { any: [operator, { any_of: ['support_lead'], count: 2 }] };

const is = (id: string, ...roles: Role[]): Signer => ({ id, roles });
const olga = is('olga', 'operator');
const otto = is('otto', 'operator');
const lena = is('lena', 'support_lead');
const both2 = is('bo', 'operator', 'support_lead');

describe('evaluateQuorum', () => {
  it.each([
    { who: 'nobody yet', of: both, signers: [], required: 2, missing: ['1 operator', '1 support_lead'] },
    { who: 'an operator', of: both, signers: [olga], required: 2, missing: ['1 support_lead'] },
    { who: 'two operators', of: both, signers: [olga, otto], required: 2, missing: ['1 support_lead'] },
    { who: 'an operator and a lead', of: both, signers: [olga, lena], required: 2, missing: [] },
    { who: 'one person who is both', of: both, signers: [both2], required: 2, missing: ['1 support_lead'] },
    { who: 'one who is both, moved to make room', of: both, signers: [both2, olga], required: 2, missing: [] },
    {
      who: 'the same person twice',
      of: twoOfEither,
      signers: [olga, olga],
      required: 2,
      missing: ['1 operator/support_lead'],
    },
    { who: 'a lead', of: operatorOrTwoLeads, signers: [lena], required: 1, missing: ['1 operator'] },
    {
      who: 'an admin who is also an operator',
      of: operator,
      signers: [is('ada', 'admin', 'operator')],
      required: 1,
      missing: ['1 operator'],
    },
    { who: 'nobody, where nobody is needed', of: null, signers: [], required: 0, missing: [] },
  ])('with $who, misses $missing', ({ of, signers, required, missing }) => {
    const quorum = evaluateQuorum(of, signers);
    expect(quorum.required).toBe(required);
    expect(quorum.missing.map(({ anyOf, count }) => `${count} ${anyOf.join('/')}`)).toEqual(missing);
    expect(quorum.satisfied).toBe(missing.length === 0);
  });

  it('leaves the widest place open, so that the most people can still fill it', () => {
    const requirement: Requirement = { all: [{ any_of: ['operator', 'support_lead'], count: 1 }, lead] };
    expect(evaluateQuorum(requirement, [lena]).missing).toEqual([{ anyOf: ['operator', 'support_lead'], count: 1 }]);
  });

  it('does not write out what is too large', () => {
    expect(() => evaluateQuorum({ any_of: ['operator'], count: 11 }, [])).toThrow(RangeError);
    expect(() => evaluateQuorum({ any: Array<Requirement>(65).fill(operator) }, [])).toThrow(RangeError);
  });
});

describe('wouldContribute', () => {
  it.each([
    { who: 'a lead after an operator', of: both, signers: [olga], candidate: lena, contributes: true },
    { who: 'a second operator', of: both, signers: [olga], candidate: otto, contributes: false },
    { who: 'an operator after one who is both', of: both, signers: [both2], candidate: olga, contributes: true },
    { who: 'a lead on the longer way', of: operatorOrTwoLeads, signers: [], candidate: lena, contributes: true },
    { who: 'someone who has signed', of: twoOfEither, signers: [olga], candidate: olga, contributes: false },
    { who: 'someone of another trade', of: operator, signers: [], candidate: is('liv', 'legal'), contributes: false },
    {
      who: 'an auditor who is also a lead',
      of: both,
      signers: [olga],
      candidate: is('aud', 'auditor', 'support_lead'),
      contributes: false,
    },
    { who: 'one more, when it is met', of: operatorOrTwoLeads, signers: [olga], candidate: lena, contributes: false },
    { who: 'anyone, where nobody is needed', of: null, signers: [], candidate: olga, contributes: false },
  ])('says $contributes of $who', ({ of, signers, candidate, contributes }) => {
    expect(wouldContribute(of, signers, candidate)).toBe(contributes);
  });
});

describe('rolesNamed', () => {
  it('names each role once', () => {
    expect(rolesNamed({ any: [both, twoOfEither, { any_of: ['legal'], count: 1 }] })).toEqual([
      'operator',
      'support_lead',
      'legal',
    ]);
    expect(rolesNamed(null)).toEqual([]);
  });
});
