import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../identity/rules/roles.js';
import { theRules } from '../../rulebook/rules/rules-in-force.fixture.js';
import { aCaseFile, type Told } from '../../tickets/rules/case-file.fixture.js';
import type { Execution } from '../../tickets/rules/case-file.js';
import { ACTIONS, type Action, refusalOf } from './allowed-actions.js';
import { standingOf } from './standing.js';

const soon = new Date('2026-11-22T10:05:00Z');
const past = new Date('2026-11-22T09:59:00Z');

function ask(action: Action, person: { id: string; roles: Role[] }, told: Told = {}, rules = theRules()): string {
  const file = aCaseFile(told);
  const refusal = refusalOf(action, person, file, rules, standingOf(file, rules));
  return refusal ? `${refusal.status} ${refusal.code}` : 'allowed';
}

const ines = { id: 'ines', roles: ['operator'] as Role[] };
const tomasz = { id: 'tomasz', roles: ['operator'] as Role[] };
const park = { id: 'park', roles: ['support_lead'] as Role[] };
const overLimit = { arguments: { payment_id: 'p', amount_minor: '61240', currency: 'EUR', reason: 'r' } };

describe('what a person may do with a ticket', () => {
  it.each([
    ['an operator approves a small refund', 'approve', ines, {}, 'allowed'],
    ['an admin never', 'approve', { id: 'a', roles: ['admin'] }, {}, '403 not_allowed_to_sign'],
    [
      'an admin who is an operator too never',
      'approve',
      { id: 'a', roles: ['operator', 'admin'] },
      {},
      '403 not_allowed_to_sign',
    ],
    ['an auditor changes nothing', 'escalate', { id: 'a', roles: ['auditor'] }, {}, '403 not_allowed'],
    ['who owns the agent never', 'approve', { id: 'owner', roles: ['operator'] }, {}, '403 not_allowed_to_sign'],
    ['who issued its key never', 'reject', { id: 'issuer', roles: ['operator'] }, {}, '403 not_allowed_to_sign'],
    ['who made the revision never', 'approve', ines, { revision: { madeBy: 'ines' } }, '403 not_allowed_to_sign'],
    ['somebody else signs that revision', 'approve', tomasz, { revision: { madeBy: 'ines' } }, 'allowed'],
    ['legal is not asked', 'approve', { id: 'l', roles: ['legal'] }, {}, '403 not_allowed_to_sign'],
    [
      'a second operator doesn’t replace the lead',
      'approve',
      tomasz,
      { ...overLimit, signOffs: [{ personId: 'ines' }] },
      '403 not_allowed_to_sign',
    ],
    ['but may still reject', 'reject', tomasz, { ...overLimit, signOffs: [{ personId: 'ines' }] }, 'allowed'],
    ['the lead completes it', 'approve', park, { ...overLimit, signOffs: [{ personId: 'ines' }] }, 'allowed'],
    ['nobody signs twice', 'approve', ines, { ...overLimit, signOffs: [{ personId: 'ines' }] }, '409 already_signed'],
    [
      'signatures of an earlier revision don’t count',
      'approve',
      ines,
      { ...overLimit, ticket: { revision: 2 }, signOffs: [{ personId: 'ines', revision: 1 }] },
      'allowed',
    ],
    ['decided is decided', 'approve', ines, { ticket: { state: 'rejected' } }, '409 not_pending'],
    ['too late to sign', 'approve', ines, { ticket: { expiresAt: past } }, '409 expired'],
    [
      'somebody else’s claim doesn’t refuse a signature',
      'approve',
      ines,
      { ticket: { claimedBy: 'tomasz', claimedUntil: soon } },
      'allowed',
    ],
    [
      'but refuses a second claim',
      'claim',
      ines,
      { ticket: { claimedBy: 'tomasz', claimedUntil: soon } },
      '409 claimed_by_other',
    ],
    [
      'a claim that ran out refuses nothing',
      'claim',
      ines,
      { ticket: { claimedBy: 'tomasz', claimedUntil: past } },
      'allowed',
    ],
    ['one’s own claim can be renewed', 'claim', ines, { ticket: { claimedBy: 'ines', claimedUntil: soon } }, 'allowed'],
    [
      'only one’s own claim can be released',
      'release',
      ines,
      { ticket: { claimedBy: 'tomasz', claimedUntil: soon } },
      '409 not_claimed',
    ],
    ['nothing is escalated twice', 'escalate', ines, { ticket: { queue: 'leads' } }, '409 already_escalated'],
    ['nobody’s may be handed over', 'hand_over', ines, {}, 'allowed'],
    [
      'one’s own may be handed over',
      'hand_over',
      ines,
      { ticket: { claimedBy: 'ines', claimedUntil: soon } },
      'allowed',
    ],
    [
      'a colleague’s may not',
      'hand_over',
      ines,
      { ticket: { claimedBy: 'tomasz', claimedUntil: soon } },
      '409 claimed_by_other',
    ],
    ['but by a lead it may', 'hand_over', park, { ticket: { claimedBy: 'tomasz', claimedUntil: soon } }, 'allowed'],
    ['what is due can’t be put off', 'snooze', ines, { ticket: { dueAt: past } }, '409 overdue'],
  ] as [string, Action, { id: string; roles: Role[] }, Told, string][])(
    '%s',
    (_story, action, person, told, expected) => {
      expect(ask(action, person, told)).toBe(expected);
    },
  );

  it('refuses to approve what can’t run, and lets it be rejected', () => {
    expect(ask('approve', ines, {}, theRules({ tool: null }))).toBe('409 tool_not_registered');
    expect(ask('approve', ines, {}, theRules({ tool: { version: 2 } }))).toBe('409 tool_changed');
    expect(ask('reject', ines, {}, theRules({ tool: null }))).toBe('allowed');
  });

  it('counts what the customer got already today', () => {
    const sums = { customerDay: { EUR: 46_000n }, agentDay: {} };
    const told: Told = { signOffs: [{ personId: 'ines' }], rest: { sums } };
    expect(ask('approve', tomasz, told)).toBe('403 not_allowed_to_sign');
    expect(ask('approve', park, told)).toBe('allowed');
    // Of another currency it takes no lead, whose word is then one that a person of the policy may give.
    const dollars: Told = { ...told, rest: { sums: { customerDay: { USD: 46_000n }, agentDay: {} } } };
    for (const person of [ines, tomasz, park]) expect(ask('approve', person, dollars)).toBe('allowed');
  });

  describe('to take an approval back', () => {
    const execution = (state: Execution['state'], more: Partial<Execution> = {}): Execution => ({
      ...{ id: 'e', revision: 1, state, fence: 0, attempts: 0, result: null, error: null, readyAt: past },
      ...{ intentAt: null, finishedAt: null, parked: false, runner: 'countersign', grantedAt: null },
      ...{ grantExpiresAt: null, redeemedAt: null },
      ...more,
    });
    const approved = (one: Execution | null): Told => ({
      ticket: { state: 'approved', queue: null },
      signOffs: [{ personId: 'ines' }],
      rest: { execution: one },
    });

    it('is for those who may sign, also for who has signed', () => {
      const told = approved(execution('ready'));
      expect(ask('revoke', ines, told)).toBe('allowed');
      expect(ask('revoke', park, told)).toBe('allowed');
      expect(ask('revoke', { id: 'owner', roles: ['operator'] }, told)).toBe('403 not_allowed_to_sign');
      expect(ask('revoke', { id: 'liv', roles: ['legal'] }, told)).toBe('403 not_allowed_to_sign');
      expect(ask('revoke', { id: 'ada', roles: ['admin'] }, told)).toBe('403 not_allowed_to_sign');
    });

    it('ends with the intent, or with the redeeming of its grant', () => {
      const asked = (one: Execution | null) => ask('revoke', ines, approved(one));
      for (const state of ['ready', 'claimed', 'granted'] as const) expect(asked(execution(state))).toBe('allowed');
      for (const state of ['intent', 'succeeded', 'failed', 'unknown', 'revoked'] as const)
        expect(asked(execution(state))).toBe('409 not_revocable');
      expect(asked(execution('granted', { redeemedAt: past }))).toBe('409 not_revocable');
      expect(asked(null)).toBe('409 not_revocable');
      for (const state of ['pending_review', 'auto_allowed', 'rejected', 'withdrawn'] as const)
        expect(ask('revoke', ines, { ...approved(execution('ready')), ticket: { state } })).toBe('409 not_revocable');
    });
  });

  describe('to erase what it holds of people', () => {
    const ada = { id: 'ada', roles: ['admin'] as Role[] };
    const over: Told = { ticket: { state: 'rejected', queue: null } };

    it('is for admins alone, once it is over', () => {
      expect(ask('erase', ada, over)).toBe('allowed');
      for (const roles of [['operator'], ['support_lead'], ['auditor']] as Role[][])
        expect(ask('erase', { id: 'x', roles }, over)).toBe('403 not_allowed');
      expect(ask('erase', ada)).toBe('409 not_terminal');
    });

    it('is done once', () => {
      expect(ask('erase', ada, { ...over, rest: { erased: true } })).toBe('409 already_erased');
    });

    it('waits until its call has ended for certain', () => {
      const ran = (state: Execution['state'] | null): Told => ({
        ticket: { state: 'approved', queue: null },
        rest: { execution: state && ({ state } as Execution) },
      });
      for (const state of ['succeeded', 'failed'] as const) expect(ask('erase', ada, ran(state))).toBe('allowed');
      for (const state of [null, 'ready', 'claimed', 'intent', 'granted', 'unknown', 'revoked'] as const)
        expect(ask('erase', ada, ran(state))).toBe('409 not_terminal');
      const expired: Told = { ...ran('revoked'), ticket: { state: 'expired', queue: null } };
      expect(ask('erase', ada, expired)).toBe('allowed');
    });
  });

  it('no longer counts a signature whose role was taken away', () => {
    const told: Told = { ...overLimit, signOffs: [{ personId: 'ines', rolesNow: [] }] };
    expect(ask('approve', tomasz, told)).toBe('allowed');
  });

  it('answers for every action', () => {
    for (const action of ACTIONS) expect(ask(action, ines)).toMatch(/^(allowed|4\d\d \w+)$/);
  });
});
