import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import { type AuditEntry, auditEntry } from '../audit-log/rules/audit-entry.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { salted } from '../platform/json/digest.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { type Decided, TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { NewExecution, NewSignOff, TicketChange } from '../tickets/rules/ticket-change.js';
import { refusalOf } from './rules/allowed-actions.js';
import { evaluateQuorum } from './rules/quorum.js';
import { repeatsToKnow } from './rules/repeat.js';
import { type Standing, standingOf } from './rules/standing.js';
import { waitsFor } from './rules/waits-for.js';

export interface Approval {
  revision: unknown;
  contentHash: unknown;
  note?: string | null;
  knowingRepeat?: boolean;
}

export interface Rejection {
  revision: unknown;
  contentHash: unknown;
  reason: string;
  note?: string | null;
}

/** Sign-offs: one person's approve or reject of exactly the revision they were shown. */
@Injectable()
export class SignOffService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly audit: AuditLog,
  ) {}

  /** Approves; the last approval that the sign-off policy asks for readies the tool call. */
  async approve(person: PersonPrincipal, id: string, approval: Approval): Promise<void> {
    await this.sign(person, id, 'approve', (file, rules, standing) => {
      refuseStale(file, approval);
      const repeats = repeatsToKnow(file);
      if (repeats.length > 0 && approval.knowingRepeat !== true) {
        const tickets = repeats.map((repeat) => `T-${repeat.number}`).join(', ');
        throw new Problem(
          409,
          'repeat_not_acknowledged',
          `${tickets} asks for the same tool call. Send knowingRepeat: true to sign this one as a repeat, or reject it.`,
        );
      }
      const signOff = newSignOff(person, file, 'approve', null, approval.note, approval.knowingRepeat === true);
      const signers = standing.counted.map(({ personId, roles }) => ({ id: personId, roles }));
      const { satisfied } = evaluateQuorum(standing.requirement, [...signers, person]);
      return satisfied ? approved(file, rules, standing, signOff, person) : signed(file, standing, signOff, person);
    });
  }

  /** Rejects; one rejection ends the ticket. */
  async reject(person: PersonPrincipal, id: string, rejection: Rejection): Promise<void> {
    await this.sign(person, id, 'reject', (file) => {
      refuseStale(file, rejection);
      const signOff = newSignOff(person, file, 'reject', rejection.reason, rejection.note, false);
      const { revision, contentHash } = file.revision;
      const entry = auditEntry(signOff.at, `person:${person.id}`, 'ticket.rejected', `ticket:${id}`, {
        revision,
        contentHash,
        reason: rejection.reason,
      });
      return {
        seen: file.ticket,
        head: { state: 'rejected', queue: null, claimedBy: null, claimedUntil: null, resolvedAt: file.now },
        signOff,
        entries: [signOffEntry(id, person, signOff), entry],
      };
    });
  }

  private async sign(
    person: PersonPrincipal,
    id: string,
    verdict: 'approve' | 'reject',
    decide: (file: CaseFile, rules: Rules, standing: Standing) => TicketChange,
  ): Promise<void> {
    try {
      await this.tickets.change<void>(id, async (file): Promise<Decided<void>> => {
        const rules = await this.rulebook.at(file.inForce);
        const standing = standingOf(file, rules);
        const refusal = refusalOf(verdict, person, file, rules, standing);
        if (refusal) throw new Problem(refusal.status, refusal.code, refusal.detail);
        return { change: decide(file, rules, standing), answer: undefined };
      });
    } catch (error) {
      await this.recordRefusal(person, id, verdict, error);
      throw error;
    }
  }

  private async recordRefusal(person: PersonPrincipal, id: string, verdict: string, error: unknown): Promise<void> {
    if (!(error instanceof Problem) || error.code !== 'not_allowed_to_sign') return;
    await this.audit.append(`person:${person.id}`, 'sign_off.refused', `ticket:${id}`, {
      code: error.code,
      verdict,
      because: error.detail,
    });
  }
}

/** @throws Problem 409 `stale_revision` unless exactly the current revision was shown */
export function refuseStale(file: CaseFile, shown: { revision: unknown; contentHash: unknown }): void {
  if (shown.revision === file.ticket.revision && shown.contentHash === file.revision.contentHash) return;
  throw new Problem(
    409,
    'stale_revision',
    `What you were shown is not revision ${file.ticket.revision} as it stands. Load the ticket again and look at what changed before you decide.`,
  );
}

function newSignOff(
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
    reason,
    note: note ? salted(note) : null,
    at: file.now.toISOString(),
  };
}

function signed(file: CaseFile, standing: Standing, signOff: NewSignOff, person: PersonPrincipal): TicketChange {
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

function approved(
  file: CaseFile,
  rules: Rules,
  standing: Standing,
  signOff: NewSignOff,
  person: PersonPrincipal,
): TicketChange {
  const execution = newExecution(file, rules, standing, signOff);
  const signers = [...standing.counted.map((s) => s.personId), person.id];
  const { revision, contentHash } = file.revision;
  const entry: AuditEntry = auditEntry(
    signOff.at,
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
    signOff,
    ...(execution ? { execution } : {}),
    entries: [signOffEntry(file.ticket.id, person, signOff), entry],
  };
}

function newExecution(
  { ticket, revision, now }: CaseFile,
  rules: Rules,
  standing: Standing,
  signOff: NewSignOff,
): NewExecution | null {
  const tool = revision.toolCall && rules.tool(revision.toolCall.name);
  if (!tool || ticket.callDigest === null) return null;
  const { money } = standing;
  return {
    id: newId(now.getTime()),
    revision: ticket.revision,
    toolName: tool.name,
    toolVersion: tool.version,
    agentId: ticket.agentId,
    subject: ticket.subject,
    callDigest: ticket.callDigest,
    knowingRepeat: signOff.knowingRepeat,
    money: money && { key: money.currency, hundredths: money.hundredths },
    readyAt: signOff.at,
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
    noteDigest: signOff.note?.digest ?? null,
  });
}
