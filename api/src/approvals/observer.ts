import { Injectable } from '@nestjs/common';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import { Database, sql } from '../platform/database/database.js';
import { sha256 } from '../platform/json/canonical.js';
import { salted } from '../platform/json/digest.js';
import { Sweep } from '../platform/sweep.js';
import { RoutingService } from '../routing/routing.service.js';
import { PreconditionReader, type Sight } from '../rulebook/precondition-reader.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { nextRevision } from './next-revision.js';

const CLAIM = sql(import.meta.url, 'persistence/claim-unobserved');

const MOST_AT_ONCE = 32;

/** Longer than a read may take and its revision to be written. */
const LOOK_SECONDS = 5;

/**
 * Goes on looking at what must hold where nobody has seen it: the tool's server was away when the proposal came in or was
 * edited. What it sees makes the next revision, because a hash that was shown is never changed. Any number of workers.
 */
@Injectable()
export class Observer extends Sweep {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly routing: RoutingService,
    private readonly preconditions: PreconditionReader,
  ) {
    super('preconditions');
  }

  protected async round(): Promise<void> {
    const due = await this.database.run<{ id: string; revision: number }>(CLAIM, [MOST_AT_ONCE, LOOK_SECONDS]);
    await Promise.all(due.map(({ id, revision }) => this.lookAt(id, revision)));
  }

  private async lookAt(id: string, revision: number): Promise<void> {
    const file = await this.tickets.load(id);
    if (!file || file.ticket.revision !== revision) return;
    const rules = await this.rulebook.at(file.inForce);
    // Null: the tool in force has no preconditions any more, which makes a revision that can be signed just as well.
    const sight = await this.preconditions.look(rules, file.revision.toolCall, file.now);
    if (sight && !sight.ok) return;
    await this.tickets.change(id, (now) => (isStill(now, revision) ? this.seen(now, sight) : null), { texts: true });
  }

  private async seen(file: CaseFile, sight: Sight | null): Promise<TicketChange> {
    const { ticket, revision, now } = file;
    const made = await nextRevision(this.routing, file, await this.rulebook.at(file.inForce), {
      // Whoever wrote these words signs them as little as before.
      madeBy: revision.madeBy,
      note: salted('What must hold was seen at last.'),
      draft: revision.draft ?? '{}',
      toolCall: revision.toolCall,
      repeatOf: file.repeats[0]?.number ?? null,
      sight,
      observed: true,
    });
    const entry = auditEntry(now.toISOString(), 'system', 'revision.observed', `ticket:${ticket.id}`, {
      revision: made.revision.revision,
      previousHash: revision.contentHash,
      contentHash: made.revision.contentHash,
      observationDigest: sha256(made.revision.observation ?? 'null').toString('hex'),
    });
    return { seen: ticket, head: made.head, revision: made.revision, entries: [entry, made.routed] };
  }
}

function isStill({ ticket, now }: CaseFile, revision: number): boolean {
  return (
    ticket.state === 'pending_review' &&
    ticket.revision === revision &&
    ticket.flags.includes('unobserved') &&
    ticket.expiresAt > now
  );
}
