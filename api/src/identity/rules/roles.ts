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

/** Who may hold a ticket, change it or pass it on: whoever may sign, but never admins or auditors. */
export const REVIEWERS: readonly Role[] = [
  'operator',
  'support_lead',
  'product',
  'platform',
  'security',
  'legal',
  'search',
];

/** Roles whose holders never sign: admins manage the people who do, auditors change nothing. */
export const NEVER_SIGN: readonly Role[] = ['admin', 'auditor'];

/** Whether a person with these roles may review at all. */
export function mayReview(roles: readonly string[]): boolean {
  return (
    roles.some((role) => (REVIEWERS as readonly string[]).includes(role)) &&
    !roles.some((role) => (NEVER_SIGN as readonly string[]).includes(role))
  );
}
