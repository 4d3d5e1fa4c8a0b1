import { ROLES } from '../../identity/rules/roles.js';
import { wouldContribute } from './quorum.js';
import type { Requirement, Role, Signer } from './requirement.js';
import type { Standing } from './standing.js';

/** Roles whose holders could bring the quorum nearer now: whose inbox the ticket is in. */
export function waitsFor(requirement: Requirement | null, signers: readonly Signer[]): Role[] {
  return ROLES.filter((role) => wouldContribute(requirement, signers, { id: '', roles: [role] }));
}

/**
 * The same of a ticket as it stands by the rules in force, which may be others than those it was routed by. What a loosened
 * policy has filled already waits for an act of anybody whom it names.
 */
export function waitsNow({
  requirement,
  quorum,
  counted,
}: Pick<Standing, 'requirement' | 'quorum' | 'counted'>): Role[] {
  const approving = counted.filter(({ verdict }) => verdict === 'approve');
  const signers = approving.map(({ personId, roles }) => ({ id: personId, roles }));
  return waitsFor(requirement, quorum.satisfied ? [] : signers);
}
