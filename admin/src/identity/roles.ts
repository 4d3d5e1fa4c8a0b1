import type { Role } from '../api-types';

const readers: Role[] = ['operator', 'support_lead', 'auditor', 'admin', 'security', 'legal'];
const deciders: Role[] = ['operator', 'support_lead'];

const some = (roles: Role[], of: Role[]) => roles.some((role) => of.includes(role));

/** May this person look at tickets, approvals and the audit log? The server decides; this only shapes the menu. */
export const readsTickets = (roles: Role[]) => some(roles, readers);
/** Does this person have a queue at all? */
export const decides = (roles: Role[]) => some(roles, deciders);
/** May this person see how the desk does? */
export const seesInsights = (roles: Role[]) => some(roles, ['support_lead', 'admin', 'auditor']);
/** May this person file a change to the rules? */
export const filesChanges = (roles: Role[]) => some(roles, ['support_lead', 'admin', 'product', 'security']);
/** Does this person have anything to say about a change? */
export const handlesChanges = (roles: Role[]) => filesChanges(roles) || roles.includes('legal');
/** May this person stop a tool, or let it run again? */
export const stops = (roles: Role[]) => some(roles, ['admin', 'security', 'support_lead']);
export const resumes = (roles: Role[]) => some(roles, ['admin', 'security']);
export const administers = (roles: Role[]) => roles.includes('admin');
export const allRoles: Role[] = [
  'operator',
  'support_lead',
  'auditor',
  'admin',
  'product',
  'platform',
  'security',
  'legal',
  'search',
];
