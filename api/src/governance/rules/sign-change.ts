import { evaluateQuorum, wouldContribute } from '../../approvals/rules/quorum.js';
import {
  isBarredByRole,
  type Quorum,
  type Requirement,
  type Role,
  rolesNamed,
  type Signer,
} from '../../approvals/rules/requirement.js';
import type { Verdict } from '../../approvals/rules/sign-off.js';
import { missingInWords, rolesInWords } from '../../approvals/rules/words.js';
import type { ChangeState } from './lifecycle.js';

export const CHANGE_KINDS = ['routing_policy'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Who may file a change. */
export const FILERS: readonly Role[] = ['support_lead', 'admin', 'product', 'security'];

/** Who reads what a warning sign counts now: who files, who decides, and auditors. */
export const READERS_OF_SIGNS: readonly Role[] = [...FILERS, 'legal', 'auditor'];

/** Who must approve one, by what it changes. The trigger `change_lifecycle` holds the same against raw SQL. */
export const CHANGE_REQUIREMENT: Readonly<Record<ChangeKind, Requirement>> = {
  routing_policy: {
    all: [
      { any_of: ['product'], count: 1 },
      { any_of: ['security', 'legal'], count: 1 },
    ],
  },
};

/** A change as far as signing it goes. */
export interface ChangeToSign {
  kind: ChangeKind;
  state: ChangeState;
  filedBy: string;
  /** `roles` that they signed with, `rolesNow` that they still have; a person who is no longer active has none. */
  signOffs: readonly { personId: string; verdict: Verdict; roles: readonly Role[]; rolesNow: readonly Role[] }[];
}

export type ChangeDecision =
  | { ok: true; next: 'open' | 'approved' | 'rejected' }
  | { ok: false; code: 'not_allowed_to_sign' | 'already_signed' | 'change_over'; because: string };

/** One signature a person. Approvals fill the requirement; one rejection, of anybody it names, ends it. */
export function decideOnChange(change: ChangeToSign, person: Signer, verdict: Verdict): ChangeDecision {
  const because = whyNotSigner(change, person);
  if (because !== null) return { ok: false, code: 'not_allowed_to_sign', because };
  if (change.state !== 'open') {
    return { ok: false, code: 'change_over', because: `This change is ${change.state}; nothing more is signed.` };
  }
  if (change.signOffs.some(({ personId }) => personId === person.id)) {
    return { ok: false, code: 'already_signed', because: 'You have already signed this change.' };
  }
  if (verdict === 'reject') return { ok: true, next: 'rejected' };
  const requirement = CHANGE_REQUIREMENT[change.kind];
  const signers = approving(change);
  // Filled already is what a signer left open whose role was taken away, and who has it again.
  const { satisfied: filled, missing: open } = evaluateQuorum(requirement, signers);
  if (!filled && !wouldContribute(requirement, signers, person)) {
    const missing = missingInWords(open);
    return { ok: false, code: 'not_allowed_to_sign', because: `Still needed: ${missing}.` };
  }
  const { satisfied } = evaluateQuorum(requirement, [...signers, person]);
  return { ok: true, next: satisfied ? 'approved' : 'open' };
}

/** Who is still needed; nobody once it is over. */
export function stillNeeded(change: ChangeToSign): Quorum['missing'] {
  if (change.state !== 'open') return [];
  return evaluateQuorum(CHANGE_REQUIREMENT[change.kind], approving(change)).missing;
}

/** What this person may do with a change now. */
export function allowedOnChange(change: ChangeToSign, person: Signer): ('approve' | 'reject' | 'withdraw')[] {
  if (change.state !== 'open') return [];
  if (change.filedBy === person.id) return ['withdraw'];
  return (['approve', 'reject'] as const).filter((verdict) => decideOnChange(change, person, verdict).ok);
}

function whyNotSigner({ kind, filedBy }: ChangeToSign, { id, roles }: Signer): string | null {
  if (isBarredByRole(roles)) return 'Admins and auditors never sign.';
  if (id === filedBy) return 'You filed this change. Others decide on it.';
  const named = rolesNamed(CHANGE_REQUIREMENT[kind]);
  return roles.some((role) => named.includes(role)) ? null : `Only ${rolesInWords(named)} may sign this.`;
}

/** A role counts while the person signed with it and still has it. */
function approving({ signOffs }: ChangeToSign): Signer[] {
  return signOffs
    .filter(({ verdict }) => verdict === 'approve')
    .map(({ personId, roles, rolesNow }) => ({ id: personId, roles: roles.filter((role) => rolesNow.includes(role)) }));
}
