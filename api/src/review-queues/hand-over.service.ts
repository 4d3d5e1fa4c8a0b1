import { Injectable } from '@nestjs/common';
import { refusalOf, type Viewer } from '../approvals/rules/allowed-actions.js';
import { standingOf } from '../approvals/rules/standing.js';
import { auditEntry } from '../audit-log/rules/audit-entry.js';
import type { Receipt } from '../audit-log/rules/receipt.js';
import type { PersonPrincipal } from '../identity/principal.js';
import { Database, sql } from '../platform/database/database.js';
import { refuse } from '../platform/http/paging.js';
import { Problem } from '../platform/http/problem.js';
import { isId, newId } from '../platform/ids.js';
import { salted } from '../platform/json/digest.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { TicketStore } from '../tickets/persistence/ticket.store.js';
import type { CaseFile } from '../tickets/rules/case-file.js';
import type { TicketChange } from '../tickets/rules/ticket-change.js';
import { type QueueName, type Recipient, refusalToGive } from './rules/hand-over.js';
import { leadsDeadline } from './rules/leads-deadline.js';
import type { QueuePolicy } from './rules/queue-policy.js';

const FIND_REVIEWER = sql(import.meta.url, 'persistence/find-reviewer');

/** How long it is held for the person it was given to: long enough to come to it, short enough not to be forgotten. */
export const HELD_MINUTES = 30;

export interface HandedOver {
  to: { queue: QueueName } | { personId: string };
  note: string | null;
}

/** @throws Problem 400 unless exactly one of queue and person is named */
export function readHandOver(body: { queue?: QueueName; personId?: string; note?: string | null }): HandedOver {
  const { queue, personId, note = null } = body;
  if (queue !== undefined && personId === undefined) return { to: { queue }, note };
  if (queue !== undefined || personId === undefined) throw refuse('queue', 'or personId is needed, and not both');
  if (!isId(personId)) throw refuse('personId', 'is an id');
  return { to: { personId: personId.toLowerCase() }, note };
}

/** Passing a ticket on: released, and given to a queue or held for a person. Its sign-offs stay, and its deadline unless the leads have their own. */
@Injectable()
export class HandOverService {
  constructor(
    private readonly tickets: TicketStore,
    private readonly rulebook: Rulebook,
    private readonly database: Database,
  ) {}

  /**
   * @param read gives what was sent, or throws; asked only once it is clear that this person may
   * @returns the receipt of the entry that tells of it
   */
  async handOver(person: PersonPrincipal, id: string, read: () => HandedOver): Promise<Receipt> {
    const { receipt } = await this.tickets.change(id, async (file) => {
      const rules = await this.rulebook.at(file.inForce);
      const standing = standingOf(file, rules);
      const may = refusalOf('hand_over', person, file, rules, standing);
      if (may) throw new Problem(may.status, may.code, may.detail);
      const given = read();
      const refusal = refusalToGive(await this.recipient(given), person, file, rules, standing);
      if (refusal) throw new Problem(refusal.status, refusal.code, refusal.detail);
      return handedOver(file, person, id, given, rules.queues);
    });
    return receipt!;
  }

  private async recipient({ to }: HandedOver): Promise<Recipient> {
    if ('queue' in to) return to;
    const [person] = await this.database.run<Viewer & Record<string, unknown>>(FIND_REVIEWER, [to.personId]);
    return { person: person ?? null };
  }
}

function handedOver(
  file: CaseFile,
  by: PersonPrincipal,
  id: string,
  { to, note }: HandedOver,
  queues: QueuePolicy,
): TicketChange {
  const at = file.now.toISOString();
  const { ticket } = file;
  const held = ticket.claimedUntil !== null && ticket.claimedUntil > file.now ? ticket.claimedBy : null;
  const until = 'queue' in to ? null : new Date(file.now.getTime() + HELD_MINUTES * 60_000);
  const body = note === null ? null : salted(note);
  const toLeads = 'queue' in to && to.queue === 'leads' && ticket.queue !== 'leads';
  const due = toLeads ? leadsDeadline(ticket, queues, file.now) : {};
  const entry = auditEntry(at, `person:${by.id}`, 'ticket.handed_over', `ticket:${id}`, {
    from: held,
    to: 'queue' in to ? `queue:${to.queue}` : `person:${to.personId}`,
    until: until?.toISOString() ?? null,
    noteDigest: body?.digest ?? null,
    ...(due.dueAt ? { dueAt: due.dueAt.toISOString() } : {}),
  });
  return {
    seen: ticket,
    head:
      'queue' in to
        ? { queue: to.queue, ...due, claimedBy: null, claimedUntil: null }
        : { claimedBy: to.personId, claimedUntil: until },
    ...(body ? { note: { id: newId(file.now.getTime()), personId: by.id, body, at } } : {}),
    entries: [entry],
  };
}
