import { auditEntry } from '../../audit-log/rules/audit-entry.js';
import type { Salted } from '../../platform/json/digest.js';
import type { CaseFile } from '../../tickets/rules/case-file.js';
import { pauseClock } from '../../tickets/rules/question.js';
import type { TicketChange } from '../../tickets/rules/ticket-change.js';
import { breach } from './expire.js';

/**
 * The change that asks the customer: the clock stands still, and the ticket is in no inbox until they answer. A breach that nobody has
 * recorded yet is recorded with it, since there is no due time from then on.
 */
export function ask(file: CaseFile, question: { id: string; personId: string; body: Salted }): TicketChange {
  const { ticket, now } = file;
  const at = now.toISOString();
  const clock = pauseClock(ticket, now);
  const entry = auditEntry(at, `person:${question.personId}`, 'question.asked', `ticket:${ticket.id}`, {
    revision: ticket.revision,
    questionId: question.id,
    questionDigest: question.body.digest,
    slaLeftSeconds: clock.slaLeftSeconds!,
  });
  const late = ticket.dueAt !== null && ticket.dueAt <= now && ticket.breachedAt === null ? breach(file) : null;
  const mine = ticket.claimedBy === question.personId;
  return {
    seen: ticket,
    head: { ...late?.head, ...clock, ...(mine ? { claimedBy: null, claimedUntil: null } : {}) },
    question: { ...question, at },
    entries: [entry, ...(late?.entries ?? [])],
  };
}
