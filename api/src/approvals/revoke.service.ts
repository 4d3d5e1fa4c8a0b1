import { Injectable } from '@nestjs/common';
import { AuditLog } from '../audit-log/audit-log.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Problem } from '../platform/http/problem.js';
import { type Salted, salted } from '../platform/json/digest.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { nextRevision } from './next-revision.js';
import { refusalOf } from './rules/allowed-actions.js';
import { standingOf } from './rules/standing.js';
import { recordRefusal, refuseStale } from './sign-off.service.js';

export interface Revoking {
  revision: unknown;
  contentHash: unknown;
  note: string;
}

/** Takes an approval back before its call is made: the execution is revoked, and people look at the next revision. */
@Injectable()
export class RevokeService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param read gives what was sent, or throws; asked only once it is clear that this person may take it back
   * @returns the receipt of its entry
   * @throws Problem 409 `not_revocable` once the call may be on its way, `expired`, `stale_revision`; 403 `not_allowed_to_sign`
   */
  async revoke(person: PersonPrincipal, id: string, read: () => Revoking): Promise<Receipt> {
    try {
      const { receipt } = await this.tickets.change(id, (file) => this.decide(person, file, read), { texts: true });
      return receipt!;
    } catch (error) {
      await recordRefusal(this.audit, person, id, 'revoke', error);
      throw error;
    }
  }

  private async decide(person: PersonPrincipal, file: CaseFile, read: () => Revoking): Promise<TicketChange> {
    const rules = await this.rulebook.at(file.inForce);
    const refusal = refusalOf('revoke', person, file, rules, standingOf(file, rules));
    if (refusal) throw new Problem(refusal.status, refusal.code, refusal.detail);
    const revoking = read();
    refuseStale(file, revoking);
    return this.reopened(person, file, rules, salted(`Taken back by ${person.name}: ${revoking.note}`));
  }

  private async reopened(person: PersonPrincipal, file: CaseFile, rules: Rules, note: Salted): Promise<TicketChange> {
    const { ticket, revision, now, execution } = file;
    const made = await nextRevision(this.routing, file, rules, {
      // Whoever wrote these words signs them as little as before.
      madeBy: revision.madeBy,
      note,
      draft: revision.draft ?? '{}',
      toolCall: revision.toolCall,
      repeatOf: file.repeats[0]?.number ?? null,
      // A read away from the ticket's row: `change` writes only if nobody moved it meanwhile, such as an intent.
      sight: await this.preconditions.look(rules, revision.toolCall, now, true),
      returned: true,
    });
    const executionId = execution!.id;
    const [at, by, subject] = [now.toISOString(), `person:${person.id}`, `ticket:${ticket.id}`] as const;
    const entry = auditEntry(at, by, 'ticket.revoked', subject, {
      revision: made.revision.revision,
      previousHash: revision.contentHash,
      contentHash: made.revision.contentHash,
      executionId,
      noteDigest: note.digest,
    });
    const because = 'a person took the approval back';
    const revoked = auditEntry(at, by, 'execution.revoked', subject, { executionId, because });
    return {
      seen: ticket,
      head: made.head,
      revision: made.revision,
      revokeExecution: executionId,
      entries: [entry, revoked, made.routed],
    };
  }
}
