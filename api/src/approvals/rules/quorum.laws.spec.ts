import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluateQuorum } from './quorum.js';
import { meets, people, ROLES_USED, requirements } from './requirement.fixture.js';
import { isBarredByRole, type Requirement, type Role, type Signer } from './requirement.js';
import { decideSignOff, type SignOffRequest } from './sign-off.js';
import { canBeJoined, implies, strictest } from './strictest.js';

const NOBODY = { agentOwnerId: null, keyIssuerId: null, revisionMadeBy: null };

function counting(signers: readonly Signer[]): Signer[] {
  return signers.filter(({ roles }) => !isBarredByRole(roles));
}

/** The fewest newcomers, of one role each, with whom the requirement is met. */
function fewestNewcomers(requirement: Requirement, signers: readonly Signer[]): number {
  let groups: Signer[][] = [[]];
  for (let number = 0; ; number++) {
    if (groups.some((group) => meets(requirement, [...signers, ...group]))) return number;
    groups = groups.flatMap((group) => ROLES_USED.map((role) => [...group, { id: `new-${number}`, roles: [role] }]));
  }
}

describe('a quorum, against brute force', () => {
  it('is there exactly when the people can be shared out', () => {
    fc.assert(
      fc.property(requirements, people(5), (requirement, signers) => {
        expect(evaluateQuorum(requirement, signers).satisfied).toBe(meets(requirement, counting(signers)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('misses as few people as it can, and naming them completes it', () => {
    fc.assert(
      fc.property(requirements, people(3), (requirement, signers) => {
        const { missing } = evaluateQuorum(requirement, signers);
        const newcomers = missing.flatMap(({ anyOf, count }) => Array<Role[]>(count).fill([anyOf.at(-1)!]));
        expect(newcomers).toHaveLength(fewestNewcomers(requirement, counting(signers)));
        const joined = [...signers, ...newcomers.map((roles, at) => ({ id: `new-${at}`, roles }))];
        expect(evaluateQuorum(requirement, joined)).toMatchObject({ satisfied: true, missing: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('takes as many people as it says when there are none yet', () => {
    fc.assert(
      fc.property(requirements, (requirement) => {
        expect(evaluateQuorum(requirement, []).required).toBe(fewestNewcomers(requirement, []));
      }),
      { numRuns: 200 },
    );
  });
});

describe('signing one after the other', () => {
  /** Who is refused stays out; the last word says whether it was approved. */
  function signAll(requirement: Requirement, signers: readonly Signer[]): boolean {
    const existing: SignOffRequest['existing'][number][] = [];
    return signers.some((candidate) => {
      const given = decideSignOff({
        requirement,
        existing: [...existing],
        candidate,
        verdict: 'approve',
        fourEyes: NOBODY,
      });
      if (given.ok) existing.push({ personId: candidate.id, roles: candidate.roles, verdict: 'approve' });
      return given.ok && given.next === 'approved';
    });
  }

  it('ends in approval, in any order, exactly when the people together are enough', () => {
    fc.assert(
      fc.property(requirements, people(5), (requirement, signers) => {
        expect(signAll(requirement, signers)).toBe(meets(requirement, counting(signers)));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the strictest of several requirements', () => {
  it('is met only by people who meet each of them', () => {
    fc.assert(
      fc.property(requirements, requirements, people(5), (one, other, signers) => {
        fc.pre(canBeJoined([one, other]));
        if (!evaluateQuorum(strictest([one, other]), signers).satisfied) return;
        expect(meets(one, counting(signers)) && meets(other, counting(signers))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is one of them, as written, where that implies the other', () => {
    fc.assert(
      fc.property(requirements, requirements, (one, other) => {
        fc.pre(implies(one, other));
        expect(strictest([one, other])).toBe(one);
        expect(strictest([other, one])).toBe(implies(other, one) ? other : one);
      }),
      { numRuns: 300 },
    );
  });
});
