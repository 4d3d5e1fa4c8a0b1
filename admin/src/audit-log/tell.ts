import type { AuditEntry } from '../api-types';
import type { StateName } from '../platform/theme/tokens';
import type { IconName } from '../ui/icons';
import { humanize } from '../words/names';
import { entryWords } from './entry-words';
import { words } from './words';

/** How each action looks. `entry-words.ts` says what it is told as. */
const looks: Record<string, [IconName, StateName | null]> = {
  'proposal.received': ['flow', null],
  'draft.made': ['book', null],
  'proposal.withdrawn': ['out', 'expired'],
  'ticket.routed': ['rule', 'pending'],
  'ticket.claimed': ['eye', null],
  'ticket.released': ['eye', null],
  'ticket.escalated': ['flow', 'pending'],
  'ticket.handed_over': ['flow', null],
  'ticket.snoozed': ['clock', null],
  'ticket.breached': ['clock', 'rejected'],
  'ticket.approved': ['tickCircle', 'approved'],
  'ticket.rejected': ['crossCircle', 'rejected'],
  'ticket.expired': ['clock', 'expired'],
  'ticket.returned': ['left', 'pending'],
  'ticket.revoked': ['left', 'pending'],
  'revision.made': ['pen', null],
  'revision.observed': ['eye', null],
  'question.asked': ['chat', 'pending'],
  'context.given': ['chat', null],
  'sign_off.given': ['check', 'approved'],
  'sign_off.refused': ['lock', 'blocked'],
  'execution.intended': ['arc', 'running'],
  'execution.granted': ['key', 'running'],
  'execution.redeemed': ['key', 'running'],
  'execution.succeeded': ['tickCircle', 'succeeded'],
  'execution.failed': ['triangle', 'failed'],
  'execution.unknown': ['unknown', 'unknown'],
  'execution.revoked': ['barred', 'blocked'],
  'resolution.proposed': ['chat', 'unknown'],
  'resolution.confirmed': ['tickCircle', 'succeeded'],
  'resolution.refused': ['lock', 'blocked'],
  'resolution.contradicted': ['crossCircle', 'unknown'],
  'look_up.asked': ['search', null],
  'ticket.erased': ['cross', 'expired'],
  'circuit.opened': ['triangle', 'failed'],
  'circuit.closed': ['arc', null],
  'kill_switch.stopped': ['barred', 'rejected'],
  'kill_switch.resumed': ['arc', null],
  'session.opened': ['key', null],
  'session.closed': ['out', null],
  'session.stepped_up': ['key', null],
  'sessions.ended': ['out', null],
  'password.changed': ['key', null],
  'totp.begun': ['key', null],
  'totp.confirmed': ['key', null],
  'totp.removed': ['key', 'rejected'],
  'recovery_code.used': ['key', null],
  'recovery_codes.renewed': ['key', null],
  'person.created': ['people', null],
  'person.changed': ['people', null],
  'agent.created': ['agent', null],
  'agent_key.issued': ['key', null],
  'agent_key.rotated': ['key', null],
  'saved_filter.added': ['search', null],
  'saved_filter.removed': ['search', null],
  'support_text.erased': ['cross', 'expired'],
  'document.imported': ['book', null],
  'document.described': ['book', null],
  'agent_key.revoked': ['key', 'rejected'],
  'witness.added': ['eye', null],
  'witness.ended': ['eye', 'rejected'],
  'tool.registered': ['tool', null],
  'notification_channel.created': ['chat', null],
  'notification_channel.changed': ['chat', null],
  'notification_channel.secret_rotated': ['key', null],
  'notification_channel.ended': ['chat', 'rejected'],
  'change.filed': ['pen', null],
  'change.signed': ['check', 'approved'],
  'change.approved': ['tickCircle', 'approved'],
  'change.rejected': ['crossCircle', 'rejected'],
  'change.withdrawn': ['out', 'expired'],
  'change.superseded': ['clock', 'expired'],
  'change.refused': ['lock', 'blocked'],
  'routing_policy.added': ['rule', null],
  'queue_policy.added': ['rule', null],
  'prompt.added': ['rule', null],
  'sign_off_policy.added': ['rule', null],
  'reject_reasons.changed': ['rule', null],
};

export const knownActions = Object.keys(looks);

/** What an action is told as whoever did it, for a filter: "Signed by someone". */
export function actionTitle(action: string): string {
  const title = entryWords.actions[action]!.title(words.someone);
  return title.charAt(0).toUpperCase() + title.slice(1);
}

export const actorName = ({ actor }: AuditEntry) =>
  actor.name ?? (actor.type === 'system' ? words.system : words.someone);

/** These hold the code of a reason to reject, which support leads have words for. */
const withReasonCode = ['sign_off.given', 'ticket.rejected'];

/**
 * An entry in words. An action that is not known here is told by its name: the log never hides one.
 * @param reasonLabel what people read for the code of a reason to reject
 */
export function tell(
  entry: AuditEntry,
  reasonLabel: (code: string) => string,
): { icon: IconName; state: StateName | null; title: string; detail: string } {
  const look = looks[entry.action];
  const telling = entryWords.actions[entry.action];
  const who = actorName(entry);
  if (!look || !telling) {
    return { icon: 'log', state: null, title: entryWords.other(humanize(entry.action), who), detail: '' };
  }
  const { reason } = entry.payload;
  const coded = withReasonCode.includes(entry.action) && typeof reason === 'string' && reason !== '';
  const payload = coded ? { ...entry.payload, reason: reasonLabel(reason) } : entry.payload;
  const rejecting = entry.action === 'sign_off.given' && entry.payload.verdict === 'reject';
  return {
    icon: rejecting ? 'cross' : look[0],
    state: rejecting ? 'rejected' : look[1],
    title: telling.title(who),
    detail: telling.detail?.(payload) ?? '',
  };
}
