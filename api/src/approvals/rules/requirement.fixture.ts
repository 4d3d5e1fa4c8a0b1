import fc from 'fast-check';
import type { Requirement, Role, Signer } from './requirement.js';

export const ROLES_USED = ['operator', 'support_lead', 'legal'] as const;

const roleCounts = fc.record({
  any_of: fc.uniqueArray(fc.constantFrom<Role>(...ROLES_USED), { minLength: 1, maxLength: 2 }),
  count: fc.integer({ min: 1, max: 2 }),
});
const { requirement } = fc.letrec<{ requirement: Requirement; part: Requirement }>((tie) => ({
  part: fc.oneof({ maxDepth: 1, withCrossShrink: true }, roleCounts, tie('requirement')),
  requirement: fc.oneof(
    roleCounts,
    fc.array(tie('part'), { minLength: 1, maxLength: 2 }).map((all) => ({ all })),
    fc.array(tie('part'), { minLength: 1, maxLength: 2 }).map((any) => ({ any })),
  ),
}));
export const requirements = requirement;

const rolesHeld = fc.uniqueArray(fc.constantFrom<Role>(...ROLES_USED, 'security', 'admin'), {
  minLength: 1,
  maxLength: 2,
});
/** Nobody to so many people, who hold one role or two. */
export const people = (maxLength: number): fc.Arbitrary<Signer[]> =>
  fc.array(rolesHeld, { maxLength }).map((held) => held.map((roles, at) => ({ id: `person-${at}`, roles })));

/** By the meaning of the words alone, for laws: tries every way to share the people out among the parts. */
export function meets(requirement: Requirement, signers: readonly Signer[]): boolean {
  if ('any_of' in requirement) {
    return (
      signers.filter(({ roles }) => requirement.any_of.some((role) => roles.includes(role))).length >= requirement.count
    );
  }
  if ('any' in requirement) return requirement.any.some((part) => meets(part, signers));
  const [first, ...rest] = requirement.all;
  if (first === undefined) return true;
  return subsets(signers).some(
    (some) =>
      meets(first, some) &&
      meets(
        { all: rest },
        signers.filter((signer) => !some.includes(signer)),
      ),
  );
}

function subsets<T>([first, ...rest]: readonly T[]): T[][] {
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}
