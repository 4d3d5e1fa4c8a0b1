import { Injectable } from '@nestjs/common';
import { nextRevision } from '../approvals/next-revision.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import { salted } from '../platform/json/digest.js';
import { expire } from '../review-queues/rules/expire.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader, type Sight } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';

/** Takes an approval back that must not run: the execution is revoked, and people look again or it has expired. */
@Injectable()
export class SendBack {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
  ) {}

  /** @param seen what must hold, where it was just looked at; else it is looked at now */
  async from(
    ticketId: string,
    executionId: string,
    what: 'expired' | 'returned',
    because: string,
    seen: Sight | null = null,
  ): Promise<void> {
    await this.tickets.change(
      ticketId,
      async (file) => {
        const { execution } = file;
        if (execution?.id !== executionId || (execution.state !== 'claimed' && execution.state !== 'ready')) {
          return null;
        }
        // Its time may have ended since it was looked at: then that is what ends it, whatever else was found.
        const { state, expiresAt } = file.ticket;
        const expired = what === 'expired' || (state === 'approved' && expiresAt <= file.now);
        const change = expired ? expire(file) : await this.again(file, because, seen);
        const at = file.now.toISOString();
        const revoked = auditEntry(at, 'system', 'execution.revoked', `ticket:${ticketId}`, { executionId, because });
        return { ...change, revokeExecution: executionId, entries: [revoked, ...change.entries] };
      },
      { texts: true },
    );
  }

  private async again(file: CaseFile, because: string, seen: Sight | null): Promise<TicketChange> {
    const rules = await this.rulebook.at(file.inForce);
    const { ticket, revision, now, execution } = file;
    const made = await nextRevision(this.routing, file, rules, {
      // Whoever wrote these words signs them as little as before.
      madeBy: revision.madeBy,
      note: salted(`Sent back before it ran: ${because}.`),
      draft: revision.draft ?? '{}',
      toolCall: revision.toolCall,
      repeatOf: file.repeats[0]?.number ?? null,
      sight: seen ?? (await this.preconditions.look(rules, revision.toolCall, now)),
      returned: true,
    });
    const entry = auditEntry(now.toISOString(), 'system', 'ticket.returned', `ticket:${ticket.id}`, {
      revision: made.revision.revision,
      because,
      executionId: execution!.id,
    });
    return { seen: ticket, head: made.head, revision: made.revision, entries: [entry, made.routed] };
  }
}
