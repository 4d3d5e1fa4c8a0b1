import { Injectable } from '@nestjs/common';
import { Database, sql } from '../platform/database/database.js';
import { Sweep } from '../platform/sweep.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { standingOf } from './rules/standing.js';
import { waitsNow } from './rules/waits-for.js';

const FIND = sql(import.meta.url, 'persistence/find-pending');

const PAGE = 64;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Once more after so many rounds: what was being taken in by the rules before is there by then. */
const AGAIN_AFTER_ROUNDS = 10;

/**
 * Puts what is pending into the inboxes of those whom a new sign-off policy names: whose inbox a ticket is in is written with it, by the
 * rules of that moment. Each worker walks through what is pending when it starts and when a policy came in, writes only what differs,
 * and keeps how far it got in memory. Nothing depends on it but the inbox: who may sign is worked out anew at every look.
 */
@Injectable()
export class WaitsRenewal extends Sweep {
  private policyVersion: number | null = null;
  /** The last ticket that was looked at; null when there is nothing to do. */
  private after: string | null = null;
  private roundsUntilAgain = 0;

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
  ) {
    super('inbox');
  }

  /** One page of what is pending. */
  protected async round(): Promise<void> {
    const asked = this.after;
    const rows = await this.database.run<{ policyVersion: number | null; id: string | null }>(FIND, [
      asked ?? BEFORE_ALL,
      asked === null ? 0 : PAGE,
    ]);
    const { policyVersion } = rows[0]!;
    if (policyVersion !== this.policyVersion) return this.begin(policyVersion);
    if (asked === null) {
      if (this.roundsUntilAgain > 0 && --this.roundsUntilAgain === 0) this.after = BEFORE_ALL;
      return;
    }
    const ids = rows.flatMap(({ id }) => id ?? []);
    await Promise.all(ids.map((id) => this.renew(id)));
    this.after = ids.length < PAGE ? null : ids.at(-1)!;
  }

  private async begin(policyVersion: number | null): Promise<void> {
    this.policyVersion = policyVersion;
    this.after = BEFORE_ALL;
    this.roundsUntilAgain = AGAIN_AFTER_ROUNDS;
    await this.round();
  }

  /** One that fails holds up no other; the second walk comes back to it. */
  private async renew(id: string): Promise<void> {
    await this.tickets
      .change(id, (file) => this.renewed(file))
      .catch((error: Error) => this.log.warn(`ticket ${id}: ${error.message}`));
  }

  private async renewed(file: CaseFile): Promise<TicketChange | null> {
    const { ticket } = file;
    if (ticket.state !== 'pending_review') return null;
    const waitsFor = waitsNow(standingOf(file, await this.rulebook.at(file.inForce)));
    const same = waitsFor.length === ticket.waitsFor.length && waitsFor.every((role) => ticket.waitsFor.includes(role));
    // No entry: nothing is decided, and the policy that is behind it has its own.
    return same ? null : { seen: ticket, head: { waitsFor }, entries: [] };
  }
}
