import type { Role } from '../api-types';
import { administers, decides, readsTickets, seesInsights } from '../identity/roles';
import type { IconName } from '../ui/icons';
import { words } from './words';

export interface Destination {
  to: string;
  label: string;
  icon: IconName;
  group: 'work' | 'rules';
}

const inbox: Destination = { to: '/', label: words.inbox, icon: 'inbox', group: 'work' };
const approvals: Destination = { to: '/approvals', label: words.approvals, icon: 'pen', group: 'work' };
/** Decisions and the audit log: one search with two lenses. */
const record: Destination = { to: '/decisions', label: words.record, icon: 'search', group: 'work' };
const overview: Destination = { to: '/overview', label: words.overview, icon: 'chart', group: 'work' };
const insights: Destination = { to: '/insights', label: words.insights, icon: 'tickCircle', group: 'work' };
const knowledge: Destination = { to: '/knowledge', label: words.knowledge, icon: 'book', group: 'work' };
/** Open to everybody: who decides on them need not read tickets. */
const changes: Destination = { to: '/changes', label: words.changes, icon: 'check', group: 'rules' };
const rules: Destination[] = [
  { to: '/policies', label: words.policies, icon: 'rule', group: 'rules' },
  { to: '/prompts', label: words.prompts, icon: 'chat', group: 'rules' },
  { to: '/reject-reasons', label: words.rejectReasons, icon: 'crossCircle', group: 'rules' },
  { to: '/tools', label: words.tools, icon: 'tool', group: 'rules' },
  { to: '/agents', label: words.agents, icon: 'agent', group: 'rules' },
  { to: '/people', label: words.people, icon: 'people', group: 'rules' },
];

const notifications: Destination = {
  to: '/notifications',
  label: words.notifications,
  icon: 'chat',
  group: 'rules',
};
const witnesses: Destination = { to: '/witnesses', label: words.witnesses, icon: 'eye', group: 'rules' };

/** Where a person can go, in the order of their work: who decides starts at the inbox, who audits at the record. */
export function destinations(roles: Role[]): Destination[] {
  if (!readsTickets(roles)) return [{ ...changes, group: 'work' }];
  const tickets = { ...inbox, label: decides(roles) ? words.inbox : words.tickets };
  const work = decides(roles) || administers(roles) ? [tickets, approvals, record] : [record, approvals, tickets];
  const sets = administers(roles) || roles.includes('auditor');
  return [
    ...work,
    ...(seesInsights(roles) ? [overview, insights] : []),
    knowledge,
    changes,
    ...rules,
    ...(sets ? [notifications, witnesses] : []),
  ];
}

/** Is this the page one is on, or a page below it? A ticket and focus mode count as the inbox. */
export function isCurrent(to: string, pathname: string): boolean {
  if (to === '/') return pathname === '/' || /^\/(tickets|focus)(\/|$)/.test(pathname);
  if (to === '/decisions' && pathname === '/audit-log') return true;
  return pathname === to || pathname.startsWith(`${to}/`);
}
