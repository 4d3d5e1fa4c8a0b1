import { wordsOf } from '../languages/spoken';
import { number } from '../words/locale';

export const words = wordsOf('auditLog', {
  title: 'Audit log',
  says: 'Every change of state, as it was written in the same breath.',
  filters: 'Filter the audit log',
  any: 'Any',
  fields: { ticket: 'Ticket', actorId: 'Who', action: 'What', from: 'From', to: 'To and including' },
  empty: ['No entry matches', 'Take a filter away, or look at another time.'] as [string, string],
  noTicket: ['No such ticket', 'Write its number, as in T-204, or its id.'] as [string, string],
  system: 'Countersign',
  someone: 'someone',
  hash: 'Hash',
  entry: 'Entry',
  subject: 'Subject',
  at: 'At',
  detail: 'Payload and hash',
  hashHolds: 'The hash holds, computed in this browser',
  hashFails: 'The stored bytes do not have this hash',
  sealed: (seq: number, size: number) => `Sealed, entry ${number(seq + 1)} of ${number(size)}`,
  pendingSeal: 'Waits to be sealed',
  openTicket: 'Open the ticket',
  onlyTicket: 'Only this ticket',
});
