import { describe, expect, it } from '@jest/globals';
import type { Requirement, Role } from './requirement.js';
import { decideSignOff, type Verdict } from './sign-off.js';

const OPERATOR_AND_LEAD: Requirement = {
  all: [
    { any_of: ['operator'], count: 1 },
    { any_of: ['support_lead'], count: 1 },
  ],
};
const EITHER: Requirement = { any_of: ['operator', 'support_lead'], count: 1 };
const TWO: Requirement = { any_of: ['operator', 'support_lead'], count: 2 };

const PEOPLE: Record<string, Role[]> = {
  olga: ['operator'],
  otto: ['operator'],
  lena: ['support_lead'],
  bo: ['operator', 'support_lead'],
  ada: ['admin'],
  alex: ['admin', 'operator'],
  aud: ['auditor', 'support_lead'],
  liv: ['legal'],
  owner: ['operator'],
  issuer: ['operator'],
  editor: ['support_lead'],
};
const FOUR_EYES = { agentOwnerId: 'owner', keyIssuerId: 'issuer', revisionMadeBy: 'editor' };

interface Step {
  who: string;
  does: Verdict;
  expect: string;
  because?: string;
}

const STORIES: { name: string; requirement: Requirement | null; steps: Step[] }[] = [
  {
    name: 'one signature is enough for a small matter',
    requirement: EITHER,
    steps: [{ who: 'lena', does: 'approve', expect: 'approved' }],
  },
  {
    name: 'a large refund takes an operator and a lead',
    requirement: OPERATOR_AND_LEAD,
    steps: [
      { who: 'olga', does: 'approve', expect: 'pending_review' },
      { who: 'otto', does: 'approve', expect: 'not_allowed_to_sign', because: 'Still needed: one support lead.' },
      { who: 'olga', does: 'approve', expect: 'already_signed', because: 'You have already signed this revision.' },
      { who: 'lena', does: 'approve', expect: 'approved' },
    ],
  },
  {
    name: 'one person of two roles is still one person, and makes room for whoever comes next',
    requirement: OPERATOR_AND_LEAD,
    steps: [
      { who: 'bo', does: 'approve', expect: 'pending_review' },
      { who: 'bo', does: 'approve', expect: 'already_signed' },
      { who: 'otto', does: 'approve', expect: 'approved' },
    ],
  },
  {
    name: 'any two people of the named roles',
    requirement: TWO,
    steps: [
      {
        who: 'liv',
        does: 'approve',
        expect: 'not_allowed_to_sign',
        because: 'Only operator or support lead may sign this.',
      },
      { who: 'olga', does: 'approve', expect: 'pending_review' },
      { who: 'otto', does: 'approve', expect: 'approved' },
    ],
  },
  {
    name: 'any reject ends it, also from one whose place is filled',
    requirement: OPERATOR_AND_LEAD,
    steps: [
      { who: 'olga', does: 'approve', expect: 'pending_review' },
      { who: 'olga', does: 'reject', expect: 'already_signed' },
      { who: 'otto', does: 'reject', expect: 'rejected' },
      {
        who: 'lena',
        does: 'approve',
        expect: 'not_allowed_to_sign',
        because: 'This revision has already been rejected.',
      },
    ],
  },
  {
    name: 'admins and auditors never sign, whatever else they are',
    requirement: EITHER,
    steps: [
      { who: 'ada', does: 'approve', expect: 'not_allowed_to_sign', because: 'Admins and auditors never sign.' },
      { who: 'alex', does: 'approve', expect: 'not_allowed_to_sign', because: 'Admins and auditors never sign.' },
      { who: 'aud', does: 'reject', expect: 'not_allowed_to_sign', because: 'Admins and auditors never sign.' },
      {
        who: 'liv',
        does: 'reject',
        expect: 'not_allowed_to_sign',
        because: 'Only operator or support lead may sign this.',
      },
    ],
  },
  {
    name: 'nobody checks their own work, neither way',
    requirement: EITHER,
    steps: [
      {
        who: 'owner',
        does: 'approve',
        expect: 'not_allowed_to_sign',
        because: 'You own the agent that proposed this.',
      },
      { who: 'issuer', does: 'approve', expect: 'not_allowed_to_sign', because: 'You issued the key the agent used.' },
      { who: 'editor', does: 'reject', expect: 'not_allowed_to_sign', because: 'You made this revision yourself.' },
      { who: 'olga', does: 'reject', expect: 'rejected' },
    ],
  },
  {
    name: 'where no signature is asked for, none is taken',
    requirement: null,
    steps: [{ who: 'olga', does: 'approve', expect: 'not_allowed_to_sign', because: 'This asks for no signature.' }],
  },
];

describe('decideSignOff', () => {
  it.each(STORIES)('$name', ({ requirement, steps }) => {
    const existing: { personId: string; roles: Role[]; verdict: Verdict }[] = [];
    for (const step of steps) {
      const roles = PEOPLE[step.who]!;
      const candidate = { id: step.who, roles };
      const given = decideSignOff({ requirement, existing, candidate, verdict: step.does, fourEyes: FOUR_EYES });
      expect([step.who, given.ok ? given.next : given.code]).toEqual([step.who, step.expect]);
      if (step.because !== undefined) expect(given).toMatchObject({ because: step.because });
      if (given.ok) existing.push({ personId: step.who, roles, verdict: step.does });
    }
  });

  it('answers with how far the approvals reach', () => {
    const olga = { id: 'olga', roles: PEOPLE.olga! };
    const given = { requirement: OPERATOR_AND_LEAD, existing: [], candidate: olga, fourEyes: FOUR_EYES };
    expect(decideSignOff({ ...given, verdict: 'approve' })).toMatchObject({
      quorum: { satisfied: false, required: 2, missing: [{ anyOf: ['support_lead'], count: 1 }] },
    });
    expect(decideSignOff({ ...given, verdict: 'reject' })).toMatchObject({ quorum: { missing: { length: 2 } } });
  });

  describe('what a loosened policy has filled while it waits', () => {
    const olga = { personId: 'olga', roles: PEOPLE.olga!, verdict: 'approve' as const };
    const ask = (who: string, verdict: Verdict, existing = [olga]) => {
      const candidate = { id: who, roles: PEOPLE[who]! };
      const given = decideSignOff({ requirement: EITHER, existing, candidate, verdict, fourEyes: FOUR_EYES });
      return given.ok ? given.next : given.code;
    };

    it('is approved by anybody whom the policy names, also by who has signed it', () => {
      expect(['lena', 'otto', 'olga'].map((who) => ask(who, 'approve'))).toEqual(['approved', 'approved', 'approved']);
    });

    it('is approved by nobody else', () => {
      for (const who of ['liv', 'ada', 'alex', 'owner', 'editor'])
        expect(ask(who, 'approve')).toBe('not_allowed_to_sign');
    });

    it('is still rejected by whoever may, but not by who has signed it', () => {
      expect(ask('lena', 'reject')).toBe('rejected');
      expect(ask('olga', 'reject')).toBe('already_signed');
    });

    it('is no way around a signature that is missing', () => {
      const lena = { personId: 'lena', roles: PEOPLE.lena!, verdict: 'approve' as const };
      const given = decideSignOff({
        requirement: OPERATOR_AND_LEAD,
        existing: [lena],
        candidate: { id: 'lena', roles: PEOPLE.lena! },
        verdict: 'approve',
        fourEyes: FOUR_EYES,
      });
      expect(given).toMatchObject({ ok: false, code: 'already_signed' });
    });
  });

  it('lets a person through when no one else had a hand in it', () => {
    const nobody = { agentOwnerId: null, keyIssuerId: null, revisionMadeBy: null };
    const candidate = { id: 'owner', roles: PEOPLE.owner! };
    expect(
      decideSignOff({ requirement: EITHER, existing: [], candidate, verdict: 'approve', fourEyes: nobody }).ok,
    ).toBe(true);
  });
});
