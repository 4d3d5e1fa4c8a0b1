import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ROLES, type Role } from '../../identity/rules/roles.js';
import { lifecycleFaults } from '../../tickets/rules/lifecycle.js';
import { CHANGE_TRANSITIONS } from './lifecycle.js';
import { allowedOnChange, type ChangeToSign, decideOnChange, stillNeeded } from './sign-change.js';

const change = (over: Partial<ChangeToSign> = {}): ChangeToSign => ({
  kind: 'routing_policy',
  state: 'open',
  filedBy: 'lead',
  signOffs: [],
  ...over,
});
const who = (id: string, ...roles: Role[]) => ({ id, roles });
const approved = (personId: string, ...roles: Role[]): ChangeToSign['signOffs'][number] => ({
  personId,
  verdict: 'approve',
  roles,
  rolesNow: roles,
});
const product = who('ines', 'product');
const security = who('leila', 'security');

test('the lifecycle is sound', () => {
  expect(lifecycleFaults(CHANGE_TRANSITIONS, 'open')).toEqual([]);
});

describe('a change of the routing policy', () => {
  test('takes one of product and one of security or legal, in any order', () => {
    expect(decideOnChange(change(), product, 'approve')).toEqual({ ok: true, next: 'open' });
    const half = change({ signOffs: [approved('ines', 'product')] });
    expect(stillNeeded(half)).toEqual([{ anyOf: ['security', 'legal'], count: 1 }]);
    expect(decideOnChange(half, security, 'approve')).toEqual({ ok: true, next: 'approved' });
    const other = change({ signOffs: [approved('mathilde', 'legal')] });
    expect(decideOnChange(other, product, 'approve')).toEqual({ ok: true, next: 'approved' });
  });

  test('takes two people, even where one is both', () => {
    const both = who('both', 'product', 'security');
    expect(decideOnChange(change(), both, 'approve')).toEqual({ ok: true, next: 'open' });
    const half = change({ signOffs: [approved('both', 'product', 'security')] });
    expect(decideOnChange(half, both, 'approve')).toMatchObject({ code: 'already_signed' });
    expect(decideOnChange(half, product, 'approve')).toEqual({ ok: true, next: 'approved' });
  });

  test('takes nobody who filed it, and nobody whom it does not name', () => {
    expect(decideOnChange(change({ filedBy: 'ines' }), product, 'approve')).toMatchObject({
      code: 'not_allowed_to_sign',
      because: 'You filed this change. Others decide on it.',
    });
    for (const role of ['operator', 'support_lead', 'platform', 'search'] as const)
      expect(decideOnChange(change(), who('x', role), 'reject')).toMatchObject({ code: 'not_allowed_to_sign' });
    expect(decideOnChange(change(), who('x', 'product', 'admin'), 'approve')).toMatchObject({
      because: 'Admins and auditors never sign.',
    });
  });

  test('says whom it still takes to who would bring it no nearer', () => {
    const half = change({ signOffs: [approved('mathilde', 'legal')] });
    expect(decideOnChange(half, security, 'approve')).toMatchObject({ because: 'Still needed: one product.' });
  });

  test('does not count who has lost the role since', () => {
    const moved = change({ signOffs: [{ ...approved('ines', 'product'), rolesNow: ['search'] }] });
    expect(decideOnChange(moved, security, 'approve')).toEqual({ ok: true, next: 'open' });
    expect(stillNeeded(moved)).toHaveLength(2);
  });

  test('ends by one rejection, also of somebody whose place is filled', () => {
    const half = change({ signOffs: [approved('mathilde', 'legal')] });
    expect(decideOnChange(half, security, 'reject')).toEqual({ ok: true, next: 'rejected' });
    expect(allowedOnChange(half, security)).toEqual(['reject']);
    expect(allowedOnChange(half, product)).toEqual(['approve', 'reject']);
    expect(allowedOnChange(half, who('lead', 'support_lead'))).toEqual(['withdraw']);
  });

  test.each(['approved', 'rejected', 'withdrawn', 'superseded'] as const)(
    'is signed no more once it is %s',
    (state) => {
      expect(decideOnChange(change({ state }), product, 'approve')).toMatchObject({ code: 'change_over' });
      expect(allowedOnChange(change({ state }), product)).toEqual([]);
    },
  );
});

test('whoever signs in whatever order, it goes live only by two distinct people of the right roles who did not file it', () => {
  const person = fc.record({
    id: fc.constantFrom('lead', 'a', 'b', 'c', 'd'),
    roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1, maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(person, { selector: ({ id }) => id, minLength: 2 }), (people) => {
      const signOffs: ChangeToSign['signOffs'][number][] = [];
      for (const one of people) {
        const decided = decideOnChange(change({ signOffs }), one, 'approve');
        if (!decided.ok) continue;
        signOffs.push(approved(one.id, ...one.roles));
        if (decided.next !== 'approved') continue;
        const counted = signOffs.filter(({ personId, roles }) => personId !== 'lead' && !roles.some(neverSigns));
        const pairs = counted.flatMap((a) => counted.filter((b) => b !== a).map((b) => [a, b] as const));
        expect(
          pairs.some(
            ([a, b]) => a.roles.includes('product') && b.roles.some((role) => role === 'security' || role === 'legal'),
          ),
        ).toBe(true);
        return;
      }
    }),
    { numRuns: 2_000 },
  );
});

function neverSigns(role: Role): boolean {
  return role === 'admin' || role === 'auditor';
}
