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
 *
 * Where a policy was loosened while a ticket was half signed, all places may be filled and nobody's approval would bring it
 * nearer. It is still a person's act that approves: of anybody whom the requirement names, also of one who has signed
 * already. That one's sign-off stands and is not given twice.
 */
export function decideSignOff(request: SignOffRequest): SignOffDecision {
  const { requirement, existing, candidate, verdict } = request;
  const approvals = existing
    .filter((one) => one.verdict === 'approve')
    .map(({ personId, roles }) => ({ id: personId, roles }));
  const isFilled = approvals.length === existing.length && evaluateQuorum(requirement, approvals).satisfied;
  const mine = existing.some(({ personId }) => personId === candidate.id);
  if (mine && !(isFilled && verdict === 'approve')) {
    return { ok: false, code: 'already_signed', because: 'You have already signed this revision.' };
  }
  const because = refusal(request, approvals, isFilled);
  if (because !== null) return { ok: false, code: 'not_allowed_to_sign', because };
  if (verdict === 'reject') return { ok: true, next: 'rejected', quorum: evaluateQuorum(requirement, approvals) };
  const quorum = evaluateQuorum(requirement, [...approvals, candidate]);
  return { ok: true, next: quorum.satisfied ? 'approved' : 'pending_review', quorum };
}

/** Why this person may sign nothing of this, neither way; null when they may. */
export function whyNotSigner(
  requirement: Requirement | null,
  candidate: Signer,
  fourEyes: FourEyesFacts,
): string | null {
  if (requirement === null) return 'This asks for no signature.';
  if (isBarredByRole(candidate.roles)) return 'Admins and auditors never sign.';
  const eyes = mayCount({ personId: candidate.id, ...fourEyes });
  if (!eyes.ok) return eyes.because;
  const named = rolesNamed(requirement);
  return candidate.roles.some((role) => named.includes(role)) ? null : `Only ${rolesInWords(named)} may sign this.`;
}

function refusal(request: SignOffRequest, approvals: readonly Signer[], isFilled: boolean): string | null {
  const { requirement, existing, candidate, verdict, fourEyes } = request;
  if (existing.some((one) => one.verdict === 'reject')) return 'This revision has already been rejected.';
  const because = whyNotSigner(requirement, candidate, fourEyes);
  if (because !== null) return because;
  if (verdict === 'reject' || isFilled || wouldContribute(requirement, approvals, candidate)) return null;
  return `Still needed: ${missingInWords(evaluateQuorum(requirement, approvals).missing)}.`;
}
