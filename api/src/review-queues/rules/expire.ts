import { auditEntry } from '../../audit-log/rules/audit-entry.js';
import type { CaseFile } from '../../tickets/rules/case-file.js';
import type { TicketChange } from '../../tickets/rules/ticket-change.js';

/** The change that ends a ticket whose time is over. */
export function expire({ ticket, now }: CaseFile): TicketChange {
  const entry = auditEntry(now.toISOString(), 'system', 'ticket.expired', `ticket:${ticket.id}`, {
    revision: ticket.revision,
    expiresAt: ticket.expiresAt.toISOString(),
  });
  return {
    seen: ticket,
    head: { state: 'expired', queue: null, waitsFor: [], claimedBy: null, claimedUntil: null, resolvedAt: now },
    entries: [entry],
  };
}

/** The change that records that a ticket was not decided in time. It still waits. */
export function breach({ ticket, now }: CaseFile): TicketChange {
  const entry = auditEntry(now.toISOString(), 'system', 'ticket.breached', `ticket:${ticket.id}`, {
    dueAt: ticket.dueAt!.toISOString(),
  });
  return { seen: ticket, head: { breachedAt: now }, entries: [entry] };
}
