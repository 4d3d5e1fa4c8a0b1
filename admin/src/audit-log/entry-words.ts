import type { AuditEntry, Role } from '../api-types';
import type { StateName } from '../platform/theme/tokens';
import type { IconName } from '../ui/icons';
import { humanize, orList, roleName } from '../words/names';
import { words } from './words';

type Payload = Record<string, unknown>;

interface Telling {
  icon: IconName;
  state?: StateName;
  /** What happened, with who did it; the name is set apart by the caller. */
  title: (who: string) => string;
  /** What else the payload says, in words. */
  detail?: (payload: Payload) => string;
}

const text = (value: unknown) =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value);
const sentence = (...parts: (string | false | null | undefined)[]) => parts.filter(Boolean).join('; ');
const revision = (payload: Payload) => payload.revision !== undefined && `revision ${text(payload.revision)}`;
const roles = (payload: Payload) =>
  Array.isArray(payload.roles) ? orList((payload.roles as Role[]).map(roleName)) : text(payload.role);
const because = (payload: Payload) => text(payload.because ?? payload.error ?? payload.reason);

const tellings: Record<string, Telling> = {
  'proposal.received': {
    icon: 'flow',
    title: (who) => `Proposed by ${who}`,
    detail: (p) => sentence(`domain ${text(p.domain)}`, p.tool ? `calls ${text(p.tool)}` : 'calls no tool'),
  },
  'proposal.withdrawn': { icon: 'out', state: 'expired', title: (who) => `Taken back by ${who}` },
  'ticket.routed': {
    icon: 'rule',
    state: 'pending',
    title: () => 'Routed',
    detail: (p) =>
      sentence(
        `${humanize(text(p.state))}${p.queue ? ` in ${text(p.queue)}` : ''}`,
        `policy version ${text(p.routingPolicyVersion ?? p.policyVersion)}`,
        text(p.held),
        p.riskScore !== undefined && `risk ${text(p.riskScore)}`,
      ),
  },
  'ticket.claimed': { icon: 'eye', title: (who) => `Claimed by ${who}` },
  'ticket.released': { icon: 'eye', title: (who) => `Released by ${who}` },
  'ticket.escalated': {
    icon: 'flow',
    state: 'pending',
    title: (who) => `Escalated by ${who}`,
    detail: (p) => `to ${text(p.to)}`,
  },
  'ticket.snoozed': { icon: 'clock', title: (who) => `Snoozed by ${who}` },
  'ticket.breached': { icon: 'clock', state: 'rejected', title: () => 'Not decided in time' },
  'ticket.approved': {
    icon: 'tickCircle',
    state: 'approved',
    title: () => 'Approved: every signature is there',
    detail: (p) => sentence(revision(p)),
  },
  'ticket.rejected': {
    icon: 'crossCircle',
    state: 'rejected',
    title: (who) => `Rejected by ${who}`,
    detail: (p) => text(p.reason),
  },
  'ticket.expired': { icon: 'clock', state: 'expired', title: () => 'Expired unsigned' },
  'ticket.returned': {
    icon: 'left',
    state: 'pending',
    title: () => 'Sent back to people before it ran',
    detail: because,
  },
  'revision.made': {
    icon: 'pen',
    title: (who) => `Revised by ${who}`,
    detail: (p) => sentence(revision(p), `changed ${text(p.changed)}`),
  },
  'revision.observed': {
    icon: 'eye',
    title: () => 'What must hold was seen at last',
    detail: (p) => sentence(revision(p)),
  },
  'sign_off.given': {
    icon: 'check',
    state: 'approved',
    title: (who) => `Signed by ${who}`,
    detail: (p) =>
      sentence(
        p.verdict === 'reject' && 'to reject',
        roles(p),
        revision(p),
        text(p.reason),
        p.knowingRepeat === true && 'as a knowing repeat',
      ),
  },
  'sign_off.refused': {
    icon: 'lock',
    state: 'blocked',
    title: (who) => `Refused: ${who} tried to sign`,
    detail: because,
  },
  'execution.intended': {
    icon: 'arc',
    state: 'running',
    title: () => 'Intent written, the point of no return',
    detail: (p) => sentence(text(p.tool), `attempt ${text(p.attempt)}`, `fence ${text(p.fence)}`),
  },
  'execution.granted': {
    icon: 'key',
    state: 'running',
    title: () => 'Granted to the agent’s own backend, the point of no return',
    detail: (p) => sentence(text(p.tool), `good until ${text(p.expiresAt)}`),
  },
  'execution.redeemed': {
    icon: 'key',
    state: 'running',
    title: () => 'Grant redeemed by the tool’s server',
    detail: (p) => text(p.tool),
  },
  'execution.succeeded': { icon: 'tickCircle', state: 'succeeded', title: () => 'Ran, succeeded' },
  'execution.failed': { icon: 'triangle', state: 'failed', title: () => 'Ran, failed', detail: because },
  'execution.unknown': { icon: 'unknown', state: 'unknown', title: () => 'Outcome unknown', detail: because },
  'execution.revoked': { icon: 'barred', state: 'blocked', title: () => 'Revoked before it ran', detail: because },
  'session.opened': { icon: 'key', title: (who) => `${who} signed in` },
  'session.closed': { icon: 'out', title: (who) => `${who} signed out` },
  'session.stepped_up': { icon: 'key', title: (who) => `${who} proved again who they are` },
  'sessions.ended': { icon: 'out', title: (who) => `${who} ended every session of a person` },
  'password.changed': { icon: 'key', title: (who) => `${who} changed their password` },
  'totp.begun': { icon: 'key', title: (who) => `${who} began to enrol an authenticator app` },
  'totp.confirmed': { icon: 'key', title: (who) => `${who} switched one-time codes on` },
  'totp.removed': { icon: 'key', state: 'rejected', title: (who) => `${who} took a second factor away` },
  'recovery_code.used': {
    icon: 'key',
    title: (who) => `${who} used a recovery code`,
    detail: (p) => `${text(p.left)} left`,
  },
  'recovery_codes.renewed': { icon: 'key', title: (who) => `${who} made new recovery codes` },
  'person.created': { icon: 'people', title: (who) => `${who} added a person`, detail: roles },
  'person.changed': {
    icon: 'people',
    title: (who) => `${who} changed a person`,
    detail: (p) => sentence(text(p.changed), roles(p)),
  },
  'agent.created': { icon: 'agent', title: (who) => `${who} added an agent`, detail: (p) => text(p.name) },
  'agent_key.issued': { icon: 'key', title: (who) => `${who} issued an agent’s key` },
  'agent_key.revoked': { icon: 'key', state: 'rejected', title: (who) => `${who} revoked an agent’s key` },
  'tool.registered': {
    icon: 'tool',
    title: (who) => `${who} registered a tool`,
    detail: (p) => sentence(text(p.name), `version ${text(p.version)}`),
  },
  'routing_policy.added': {
    icon: 'rule',
    title: () => 'Routing policy added',
    detail: (p) => `version ${text(p.version)}`,
  },
  'sign_off_policy.added': {
    icon: 'rule',
    title: () => 'Sign-off policy added',
    detail: (p) => `version ${text(p.version)}`,
  },
};

export const knownActions = Object.keys(tellings);

/** An action's name for a filter: "Sign off given". */
export const actionName = (action: string) => humanize(action);

export const actorName = ({ actor }: AuditEntry) =>
  actor.name ?? (actor.type === 'system' ? words.system : words.someone);

/** An entry in words. An action that is not known here is told by its name: the log never hides one. */
export function tell(entry: AuditEntry): { icon: IconName; state: StateName | null; title: string; detail: string } {
  const telling = tellings[entry.action];
  const who = actorName(entry);
  if (!telling) return { icon: 'log', state: null, title: `${actionName(entry.action)}, ${who}`, detail: '' };
  const rejecting = entry.action === 'sign_off.given' && entry.payload.verdict === 'reject';
  return {
    icon: rejecting ? 'cross' : telling.icon,
    state: rejecting ? 'rejected' : (telling.state ?? null),
    title: telling.title(who),
    detail: telling.detail?.(entry.payload) ?? '',
  };
}
