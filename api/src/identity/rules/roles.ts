/** What a person may be. A person may have several; admin and auditor never sign, whatever else they have. */
export const ROLES = [
  'operator',
  'support_lead',
  'auditor',
  'admin',
  'product',
  'platform',
  'security',
  'legal',
  'search',
] as const;

export type Role = (typeof ROLES)[number];

/** Who may read tickets, approvals and the audit log. */
export const READERS: readonly Role[] = ['operator', 'support_lead', 'auditor', 'admin', 'security', 'legal'];

/** Roles whose holders never sign: admins manage the people who do, auditors change nothing. */
export const NEVER_SIGN: readonly Role[] = ['admin', 'auditor'];

/** Whether a person with these roles may review at all: whoever has a role, and none that never signs. */
export function mayReview(roles: readonly Role[]): boolean {
  return roles.length > 0 && !roles.some((role) => NEVER_SIGN.includes(role));
}
