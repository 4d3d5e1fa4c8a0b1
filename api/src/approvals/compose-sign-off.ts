import { type AuditEntry, auditEntry } from '../audit-log/rules/audit-entry.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { isSteppedUp } from '../identity/rules/step-up.js';
import { newId } from '../platform/ids.js';
import { salted } from '../platform/json/digest.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import { headAfter, type NewExecution, type NewSignOff, type TicketChange } from '../tickets/rules/ticket-change.js';
import type { Standing } from './rules/standing.js';
import { waitsFor } from './rules/waits-for.js';

/** One person's verdict on the revision they were shown, with a salt of its own for the note. */
export function newSignOff(
  person: PersonPrincipal,
  file: CaseFile,
  verdict: 'approve' | 'reject',
  reason: string | null,
  note: string | null | undefined,
  knowingRepeat: boolean,
): NewSignOff {
  return {
    id: newId(file.now.getTime()),
    revision: file.ticket.revision,
    personId: person.id,
    roles: person.roles,
    verdict,
    contentHash: file.revision.contentHash,
    knowingRepeat,
    steppedUp: isSteppedUp(person.steppedUpAt, file.now),
    reason,
    note: note ? salted(note) : null,
    at: file.now.toISOString(),
  };
}

/** An approval that is not the last one needed. */
export function signed(file: CaseFile, standing: Standing, signOff: NewSignOff, person: PersonPrincipal): TicketChange {
  const signers = [...standing.counted.map(({ personId, roles }) => ({ id: personId, roles })), person];
  const mine = file.ticket.claimedBy === person.id;
  return {
    seen: file.ticket,
    head: {
      waitsFor: waitsFor(standing.requirement, signers),
      ...(mine ? { claimedBy: null, claimedUntil: null } : {}),
    },
    signOff,
    entries: [signOffEntry(file.ticket.id, person, signOff)],
  };
}

/**
 * The last approval needed: the ticket is approved and its tool call, if any, readied.
 * @param signOff null where this person's sign-off is among those that count already
 */
export function approved(
  file: CaseFile,
  rules: Rules,
  standing: Standing,
  signOff: NewSignOff | null,
  person: PersonPrincipal,
): TicketChange {
  const execution = newExecution(file, rules, standing, signOff);
  const signers = [...new Set([...standing.counted.map((s) => s.personId), person.id])];
  const { revision, contentHash } = file.revision;
  const entry: AuditEntry = auditEntry(
    file.now.toISOString(),
    `person:${person.id}`,
    'ticket.approved',
    `ticket:${file.ticket.id}`,
    {
      revision,
      contentHash,
      signers,
      executionId: execution?.id ?? null,
    },
  );
  return {
    seen: file.ticket,
    head: { state: 'approved', queue: null, claimedBy: null, claimedUntil: null, resolvedAt: file.now },
    ...(signOff ? { signOff } : {}),
    ...(execution ? { execution } : {}),
    entries: [...(signOff ? [signOffEntry(file.ticket.id, person, signOff)] : []), entry],
  };
}

/** A rejection ends the ticket. */
export function rejected(file: CaseFile, signOff: NewSignOff, person: PersonPrincipal): TicketChange {
  const { ticket, revision, now } = file;
  const entry = auditEntry(signOff.at, `person:${person.id}`, 'ticket.rejected', `ticket:${ticket.id}`, {
    revision: revision.revision,
    contentHash: revision.contentHash,
    reason: signOff.reason ?? '',
  });
  return {
    seen: ticket,
    head: { state: 'rejected', queue: null, claimedBy: null, claimedUntil: null, resolvedAt: now },
    signOff,
    entries: [signOffEntry(ticket.id, person, signOff), entry],
  };
}

function newExecution(
  { ticket, revision, signOffs, now }: CaseFile,
  rules: Rules,
  standing: Standing,
  signOff: NewSignOff | null,
): NewExecution | null {
  const tool = revision.toolCall && rules.tool(revision.toolCall.name);
  if (!tool || ticket.callDigest === null) return null;
  const { money } = standing;
  const before = signOffs.filter((s) => s.revision === ticket.revision && s.verdict === 'approve');
  return {
    id: newId(now.getTime()),
    revision: ticket.revision,
    toolName: tool.name,
    toolVersion: tool.version,
    agentId: ticket.agentId,
    subject: ticket.subject,
    callDigest: ticket.callDigest,
    knowingRepeat: signOff?.knowingRepeat ?? before.some((s) => s.knowingRepeat),
    runner: tool.runner,
    money: money && { key: money.currency, hundredths: money.hundredths },
    readyAt: now.toISOString(),
  };
}

function signOffEntry(ticketId: string, person: PersonPrincipal, signOff: NewSignOff): AuditEntry {
  return auditEntry(signOff.at, `person:${person.id}`, 'sign_off.given', `ticket:${ticketId}`, {
    revision: signOff.revision,
    contentHash: signOff.contentHash,
    verdict: signOff.verdict,
    roles: signOff.roles,
    reason: signOff.reason,
    knowingRepeat: signOff.knowingRepeat,
    steppedUp: signOff.steppedUp,
    noteDigest: signOff.note?.digest ?? null,
  });
}

/** The case file with a sign-off in it, so that nothing is read again to answer. */
export function afterSignOff(before: CaseFile, change: TicketChange, person: PersonPrincipal): CaseFile {
  const { signOff, execution } = change;
  const ticket = headAfter(change);
  return {
    ...before,
    ticket: { ...ticket, lockVersion: ticket.lockVersion + 1 },
    question: ticket.slaLeftSeconds === null ? null : before.question,
    signOffs: signOff
      ? [
          ...before.signOffs,
          {
            ...signOff,
            personName: person.name,
            rolesNow: person.roles,
            roles: person.roles,
            note: signOff.note?.text ?? null,
            at: new Date(signOff.at),
          },
        ]
      : before.signOffs,
    execution: execution
      ? {
          id: execution.id,
          revision: execution.revision,
          state: 'ready',
          fence: 0,
          attempts: 0,
          result: null,
          error: null,
          readyAt: new Date(execution.readyAt),
          intentAt: null,
          finishedAt: null,
          // What waits for its tool shows when the ticket is read again.
          parked: false,
          runner: execution.runner,
          grantedAt: null,
          grantExpiresAt: null,
          redeemedAt: null,
        }
      : before.execution,
  };
}
