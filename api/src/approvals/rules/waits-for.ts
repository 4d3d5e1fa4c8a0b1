import { ROLES } from '../../identity/rules/roles.js';
import { wouldContribute } from './quorum.js';
import type { Requirement, Role, Signer } from './requirement.js';

/** Roles whose holders could bring the quorum nearer now: whose inbox the ticket is in. */
export function waitsFor(requirement: Requirement | null, signers: readonly Signer[]): Role[] {
  return ROLES.filter((role) => wouldContribute(requirement, signers, { id: '', roles: [role] }));
}
