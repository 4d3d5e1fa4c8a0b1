import type { Role } from '../api-types';
import { wordsOf } from '../languages/spoken';
import { humanize, orList, roleName } from '../words/names';
import { because, type Payload, sentence, text } from './payload';

interface Telling {
  /** What happened, with who did it; the name is set apart by the caller. */
  title: (who: string) => string;
  /** What else the payload says, in words. */
  detail?: (payload: Payload) => string;
}

const revision = (payload: Payload) => payload.revision !== undefined && `revision ${text(payload.revision)}`;
const roles = (payload: Payload) =>
  Array.isArray(payload.roles) ? orList((payload.roles as Role[]).map(roleName)) : text(payload.role);

const outcomeOf = (payload: Payload) => (payload.outcome === 'succeeded' ? 'it happened' : 'it did not happen');
const scopeOf = (payload: Payload) => (payload.scope === '*' ? 'every tool' : text(payload.scope));

/** What each action of the log is told as. */
export const entryWords = wordsOf('auditEntries', {
  other: (action: string, who: string) => `${action}, ${who}`,
  actions: {
    'proposal.received': {
      title: (who) => `Proposed by ${who}`,
      detail: (p) => sentence(`domain ${text(p.domain)}`, p.tool ? `calls ${text(p.tool)}` : 'calls no tool'),
    },
    'draft.made': {
      title: () => 'Drafted by Countersign',
      detail: (p) =>
        sentence(
          p.by === 'extractive' ? 'quoted from the knowledge base' : `by ${text(p.model)}`,
          p.promptVersion != null && `prompt version ${text(p.promptVersion)}`,
          p.failure != null && `failed: ${humanize(text(p.failure))}`,
        ),
    },
    'proposal.withdrawn': { title: (who) => `Taken back by ${who}` },
    'ticket.routed': {
      title: () => 'Routed',
      detail: (p) =>
        sentence(
          `${humanize(text(p.state))}${p.queue ? ` in ${text(p.queue)}` : ''}`,
          `policy version ${text(p.routingPolicyVersion ?? p.policyVersion)}`,
          text(p.held),
          p.riskScore !== undefined && `risk ${text(p.riskScore)}`,
        ),
    },
    'ticket.claimed': { title: (who) => `Claimed by ${who}` },
    'ticket.released': { title: (who) => `Released by ${who}` },
    'ticket.escalated': {
      title: (who) => `Escalated by ${who}`,
      detail: (p) => `to ${text(p.to)}`,
    },
    'ticket.handed_over': {
      title: (who) => `Handed over by ${who}`,
      detail: (p) => (text(p.to).startsWith('queue:') ? `to the queue ${text(p.to).slice(6)}` : 'to a colleague'),
    },
    'ticket.snoozed': { title: (who) => `Snoozed by ${who}` },
    'ticket.breached': { title: () => 'Not decided in time' },
    'ticket.approved': {
      title: () => 'Approved: every signature is there',
      detail: (p) => sentence(revision(p)),
    },
    'ticket.rejected': {
      title: (who) => `Rejected by ${who}`,
      detail: (p) => text(p.reason),
    },
    'ticket.expired': { title: () => 'Expired unsigned' },
    'ticket.returned': {
      title: () => 'Sent back to people before it ran',
      detail: because,
    },
    'ticket.revoked': {
      title: (who) => `Approval taken back by ${who}`,
      detail: (p) => sentence(revision(p)),
    },
    'revision.made': {
      title: (who) => `Revised by ${who}`,
      detail: (p) => sentence(revision(p), `changed ${text(p.changed)}`),
    },
    'revision.observed': {
      title: () => 'What must hold was seen at last',
      detail: (p) => sentence(revision(p)),
    },
    'question.asked': {
      title: (who) => `${who} asked the customer`,
      detail: (p) => sentence(revision(p)),
    },
    'context.given': {
      title: (who) => `Context added by ${who}`,
      detail: (p) => sentence(revision(p), p.questionId !== null && 'answers the question'),
    },
    'sign_off.given': {
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
      title: (who) => `Refused: ${who} tried to sign`,
      detail: because,
    },
    'execution.intended': {
      title: () => 'Intent written, the point of no return',
      detail: (p) => sentence(text(p.tool), `attempt ${text(p.attempt)}`, `fence ${text(p.fence)}`),
    },
    'execution.granted': {
      title: () => 'Granted to the agent’s own backend, the point of no return',
      detail: (p) => sentence(text(p.tool), `good until ${text(p.expiresAt)}`),
    },
    'execution.redeemed': {
      title: () => 'Grant redeemed by the tool’s server',
      detail: (p) => text(p.tool),
    },
    'execution.succeeded': { title: () => 'Ran, succeeded' },
    'execution.failed': { title: () => 'Ran, failed', detail: because },
    'execution.unknown': { title: () => 'Outcome unknown', detail: because },
    'execution.revoked': { title: () => 'Revoked before it ran', detail: because },
    'resolution.proposed': {
      title: (who) => `${who} said what became of it`,
      detail: (p) => outcomeOf(p),
    },
    'resolution.confirmed': {
      title: (who) => `${who} said the same: the outcome is known`,
      detail: (p) => outcomeOf(p),
    },
    'resolution.refused': {
      title: (who) => `Refused: ${who} tried to say what became of it`,
      detail: because,
    },
    'resolution.contradicted': {
      title: (who) => `${who} said otherwise: both statements are void`,
      detail: (p) => outcomeOf(p),
    },
    'look_up.asked': { title: (who) => `${who} had the provider asked` },
    'ticket.erased': { title: (who) => `${who} erased what it held of people` },
    'circuit.opened': { title: () => 'A tool does not answer: its calls wait', detail: (p) => text(p.tool) },
    'circuit.closed': { title: () => 'The calls of a tool are made again', detail: (p) => text(p.tool) },
    'kill_switch.stopped': {
      title: (who) => `${who} stopped what runs`,
      detail: (p) => scopeOf(p),
    },
    'kill_switch.resumed': {
      title: (who) => `${who} let it run again`,
      detail: (p) => scopeOf(p),
    },
    'session.opened': { title: (who) => `${who} signed in` },
    'session.closed': { title: (who) => `${who} signed out` },
    'session.stepped_up': { title: (who) => `${who} proved again who they are` },
    'sessions.ended': { title: (who) => `${who} ended every session of a person` },
    'password.changed': { title: (who) => `${who} changed their password` },
    'totp.begun': { title: (who) => `${who} began to enrol an authenticator app` },
    'totp.confirmed': { title: (who) => `${who} switched one-time codes on` },
    'totp.removed': { title: (who) => `${who} took a second factor away` },
    'recovery_code.used': {
      title: (who) => `${who} used a recovery code`,
      detail: (p) => `${text(p.left)} left`,
    },
    'recovery_codes.renewed': { title: (who) => `${who} made new recovery codes` },
    'person.created': { title: (who) => `${who} added a person`, detail: roles },
    'person.changed': {
      title: (who) => `${who} changed a person`,
      detail: (p) => sentence(text(p.changed), roles(p)),
    },
    'agent.created': { title: (who) => `${who} added an agent`, detail: (p) => text(p.name) },
    'agent_key.issued': { title: (who) => `${who} issued an agent’s key` },
    'agent_key.rotated': {
      title: (who) => `${who} rotated an agent’s key`,
      detail: (p) => `the old one works until ${text(p.until)}`,
    },
    'saved_filter.added': { title: (who) => `${who} saved a filter` },
    'saved_filter.removed': { title: (who) => `${who} removed a saved filter` },
    'support_text.erased': { title: (who) => `${who} erased what a customer wrote to support` },
    'document.imported': {
      title: (who) => `${who} brought a document in`,
      detail: (p) => sentence(`version ${text(p.version)}`, `${text(p.passages)} passages`),
    },
    'document.described': {
      title: (who) => `${who} changed what is said of a document`,
      detail: (p) => text(p.changed),
    },
    'agent_key.revoked': { title: (who) => `${who} revoked an agent’s key` },
    'witness.added': { title: (who) => `${who} registered a witness of this log`, detail: (p) => text(p.name) },
    'witness.ended': { title: (who) => `${who} ended a witness of this log`, detail: (p) => text(p.name) },
    'tool.registered': {
      title: (who) => `${who} registered a tool`,
      detail: (p) => sentence(text(p.name), `version ${text(p.version)}`),
    },
    'notification_channel.created': {
      title: (who) => `${who} added a notification channel`,
      detail: (p) => sentence(text(p.name), text(p.host ?? p.kind), text(p.events)),
    },
    'notification_channel.changed': {
      title: (who) => `${who} changed a notification channel`,
      detail: (p) => sentence(text(p.name), text(p.changed), p.active ? 'on' : 'off', text(p.events)),
    },
    'notification_channel.secret_rotated': {
      title: (who) => `${who} gave a notification channel another secret`,
      detail: (p) => text(p.name),
    },
    'notification_channel.ended': {
      title: (who) => `${who} ended a notification channel`,
      detail: (p) => text(p.name),
    },
    'change.filed': {
      title: (who) => `${who} filed a change of the routing policy`,
      detail: (p) => sentence(`C-${text(p.number)}`, `from version ${text(p.basedOn)}`),
    },
    'change.signed': {
      title: (who) => `A change signed by ${who}`,
      detail: (p) => sentence(p.verdict === 'reject' && 'to reject', roles(p)),
    },
    'change.approved': {
      title: () => 'A change is live: every signature is there',
      detail: (p) => `routing policy version ${text(p.version)}`,
    },
    'change.rejected': { title: (who) => `A change rejected by ${who}` },
    'change.withdrawn': { title: (who) => `${who} withdrew a change` },
    'change.superseded': {
      title: () => 'A change was overtaken by another policy',
      detail: (p) => sentence(`from version ${text(p.basedOn)}`, `version ${text(p.inForce)} is in force`),
    },
    'change.refused': {
      title: (who) => `Refused: ${who} tried to decide on a change`,
      detail: because,
    },
    'routing_policy.added': {
      title: () => 'Routing policy added',
      detail: (p) => `version ${text(p.version)}`,
    },
    'sign_off_policy.added': {
      title: () => 'Sign-off policy added',
      detail: (p) => `version ${text(p.version)}`,
    },
    'queue_policy.added': {
      title: () => 'SLA targets added',
      detail: (p) => `version ${text(p.version)}`,
    },
    'prompt.added': {
      title: () => 'Prompt added',
      detail: (p) => sentence(`version ${text(p.version)}`, text(p.model)),
    },
    'reject_reasons.changed': {
      title: (who) => `Reasons to reject changed by ${who}`,
      detail: (p) =>
        sentence(
          `version ${text(p.version)}`,
          text(p.added) && `new ${text(p.added)}`,
          text(p.archived) && `archived ${text(p.archived)}`,
        ),
    },
  } as Record<string, Telling>,
});
