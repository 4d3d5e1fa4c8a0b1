import { type FourEyesFacts, mayCount } from './four-eyes.js';
import { evaluateQuorum, wouldContribute } from './quorum.js';
import { isBarredByRole, type Quorum, type Requirement, type Role, rolesNamed, type Signer } from './requirement.js';
import { missingInWords, rolesInWords } from './words.js';

export type Verdict = 'approve' | 'reject';

/** What the rule for one sign-off looks at: one person's verdict on a revision that is pending review. */
export interface SignOffRequest {
  requirement: Requirement | null;
  /** The sign-offs that this revision has already. */
  existing: readonly { personId: string; roles: readonly Role[]; verdict: Verdict }[];
  candidate: Signer;
  verdict: Verdict;
  fourEyes: FourEyesFacts;
}

export type SignOffDecision =
  /** `next` is the ticket's state once it is written, `quorum` how far the approvals reach then. */
  | { ok: true; next: 'pending_review' | 'approved' | 'rejected'; quorum: Quorum }
  | { ok: false; code: 'not_allowed_to_sign' | 'already_signed'; because: string };

/**
 * One sign-off per person; any reject ends it; an approval must bring the quorum nearer. Rejecting takes a role
 * that the requirement names, no matter whether its place is filled.
 */
export function decideSignOff(request: SignOffRequest): SignOffDecision {
  const { requirement, existing, candidate, verdict } = request;
  if (existing.some(({ personId }) => personId === candidate.id)) {
    return { ok: false, code: 'already_signed', because: 'You have already signed this revision.' };
  }
  const approvals = existing
    .filter((one) => one.verdict === 'approve')
    .map(({ personId, roles }) => ({ id: personId, roles }));
  const because = refusal(request, approvals);
  if (because !== null) return { ok: false, code: 'not_allowed_to_sign', because };
  if (verdict === 'reject') return { ok: true, next: 'rejected', quorum: evaluateQuorum(requirement, approvals) };
  const quorum = evaluateQuorum(requirement, [...approvals, candidate]);
  return { ok: true, next: quorum.satisfied ? 'approved' : 'pending_review', quorum };
}

function refusal(request: SignOffRequest, approvals: readonly Signer[]): string | null {
  const { requirement, existing, candidate, verdict, fourEyes } = request;
  if (requirement === null) return 'This asks for no signature.';
  if (existing.some((one) => one.verdict === 'reject')) return 'This revision has already been rejected.';
  if (isBarredByRole(candidate.roles)) return 'Admins and auditors never sign.';
  const eyes = mayCount({ personId: candidate.id, ...fourEyes });
  if (!eyes.ok) return eyes.because;
  const named = rolesNamed(requirement);
  if (!candidate.roles.some((role) => named.includes(role))) return `Only ${rolesInWords(named)} may sign this.`;
  if (verdict === 'reject' || wouldContribute(requirement, approvals, candidate)) return null;
  const { satisfied, missing } = evaluateQuorum(requirement, approvals);
  return satisfied ? 'All signatures are already there.' : `Still needed: ${missingInWords(missing)}.`;
}
