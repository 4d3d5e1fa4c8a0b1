import { Injectable } from '@nestjs/common';
import { refusalOf } from '../approvals/rules/allowed-actions.js';
import { standingOf } from '../approvals/rules/standing.js';
import { AuditLog } from '../audit-log/audit-log.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database, sql } from '../platform/database/database.js';
import { refuse } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { newId } from '../platform/ids.js';
import { salted } from '../platform/json/digest.js';
import { Rulebook } from '../rulebook/rulebook.js';
import type { Rules } from '../rulebook/rules/rules-in-force.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { ask } from './rules/ask.js';
import { leadsDeadline } from './rules/leads-deadline.js';

const SNOOZE = sql(import.meta.url, 'persistence/snooze');

/** How long a claim lasts unless it is renewed. */
export const CLAIM_MINUTES = 10;

type Verb = 'claim' | 'release' | 'ask' | 'escalate' | 'snooze';

/** Who works on what: claims, questions, escalation, and putting a ticket off for oneself. Each answers the receipt of its entry. */
@Injectable()
export class ReviewQueueService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Leases the ticket to this person; claiming one's own again renews the lease. */
  async claim(person: PersonPrincipal, id: string): Promise<Receipt> {
    return this.change('claim', person, id, (file) => {
      const until = new Date(file.now.getTime() + CLAIM_MINUTES * 60_000);
      const entry = auditEntry(file.now.toISOString(), `person:${person.id}`, 'ticket.claimed', `ticket:${id}`, {
        until: until.toISOString(),
      });
      return { seen: file.ticket, head: { claimedBy: person.id, claimedUntil: until }, entries: [entry] };
    });
  }

  async release(person: PersonPrincipal, id: string): Promise<Receipt> {
    return this.change('release', person, id, (file) => ({
      seen: file.ticket,
      head: { claimedBy: null, claimedUntil: null },
      entries: [auditEntry(file.now.toISOString(), `person:${person.id}`, 'ticket.released', `ticket:${id}`, {})],
    }));
  }

  /**
   * Asks the customer, through the agent; the clock stands still until they answer. A claim of one's own ends.
   * @param read gives what was sent, or throws; asked only once it is clear that this person may
   */
  async ask(person: PersonPrincipal, id: string, read: () => string): Promise<Receipt> {
    return this.change('ask', person, id, (file) =>
      ask(file, { id: newId(file.now.getTime()), personId: person.id, body: salted(read()) }),
    );
  }

  /**
   * Moves the ticket to the leads' queue, where their target applies if they have one, keeps its sign-offs, and ends a claim
   * of one's own.
   * @param readNote gives what was sent, or throws; asked only once it is clear that this person may
   */
  async escalate(person: PersonPrincipal, id: string, readNote: () => string): Promise<Receipt> {
    return this.change('escalate', person, id, (file, { queues }) => {
      const due = leadsDeadline(file.ticket, queues, file.now);
      const at = file.now.toISOString();
      const body = salted(readNote());
      const mine = file.ticket.claimedBy === person.id;
      const entry = auditEntry(at, `person:${person.id}`, 'ticket.escalated', `ticket:${id}`, {
        from: file.ticket.queue,
        to: 'leads',
        noteDigest: body.digest,
        ...(due.dueAt ? { dueAt: due.dueAt.toISOString() } : {}),
      });
      return {
        seen: file.ticket,
        head: { queue: 'leads', ...due, ...(mine ? { claimedBy: null, claimedUntil: null } : {}) },
        note: { id: newId(file.now.getTime()), personId: person.id, body, at },
        entries: [entry],
      };
    });
  }

  /**
   * Hides the ticket from this person's inbox until then, at most until it is due.
   * @param readUntil gives what was sent, or throws; asked only once it is clear that this person may
   */
  async snooze(person: PersonPrincipal, id: string, readUntil: () => string): Promise<Receipt> {
    let receipt: Receipt | undefined;
    await this.tickets.change(id, async (file) => {
      await this.refuse('snooze', person, file);
      const end = new Date(readUntil());
      if (end <= file.now) throw refuse('until', 'lies in the future');
      const capped = file.ticket.dueAt !== null && file.ticket.dueAt < end ? file.ticket.dueAt : end;
      receipt = await this.database.transaction(async (client) => {
        await client.query({ ...SNOOZE, values: [id, person.id, capped] });
        return await this.audit.appendIn(client, `person:${person.id}`, 'ticket.snoozed', `ticket:${id}`, {
          until: capped.toISOString(),
        });
      });
      return null;
    });
    return receipt!;
  }

  private async change(
    verb: Verb,
    person: PersonPrincipal,
    id: string,
    decide: (file: CaseFile, rules: Rules) => TicketChange,
  ): Promise<Receipt> {
    const { receipt } = await this.tickets.change(id, async (file) =>
      decide(file, await this.refuse(verb, person, file)),
    );
    return receipt!;
  }

  private async refuse(verb: Verb, person: PersonPrincipal, file: CaseFile): Promise<Rules> {
    const rules = await this.rulebook.at(file.inForce);
    const refusal = refusalOf(verb, person, file, rules, standingOf(file, rules));
    if (refusal) throw new Problem(refusal.status, refusal.code, refusal.detail);
    return rules;
  }
}
