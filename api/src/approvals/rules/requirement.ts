import { NEVER_SIGN, ROLES, type Role } from '../../identity/rules/roles.js';

export { NEVER_SIGN, type Role };

/** `count` different people who each hold one of these roles. */
export interface RoleCount {
  any_of: Role[];
  count: number;
}

/**
 * Who must sign: AND, OR and N-of over roles. One person fills at most one place of the whole expression,
 * so `all` of "one operator" and "one support lead" takes two people even if one of them is both.
 */
export type Requirement = { all: Requirement[] } | { any: Requirement[] } | RoleCount;

export interface Signer {
  id: string;
  roles: readonly Role[];
}

/** How far a requirement is filled. */
export interface Quorum {
  satisfied: boolean;
  /** Distinct people that the shortest way through the requirement takes. */
  required: number;
  /** Who is still needed for the cheapest way to complete it; empty when satisfied. */
  missing: { anyOf: Role[]; count: number }[];
}

/** Whether this person is kept from signing by a role, whatever else they are. */
export function isBarredByRole(roles: readonly Role[]): boolean {
  return roles.some((role) => NEVER_SIGN.includes(role));
}

/** Every role that the requirement names, once, in the order of `ROLES`. */
export function rolesNamed(requirement: Requirement | null): Role[] {
  const named = new Set(requirement === null ? [] : counts(requirement).flatMap((count) => count.any_of));
  return ROLES.filter((role) => named.has(role));
}

function counts(requirement: Requirement): RoleCount[] {
  if ('all' in requirement) return requirement.all.flatMap(counts);
  return 'any' in requirement ? requirement.any.flatMap(counts) : [requirement];
}
