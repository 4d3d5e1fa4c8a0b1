import { wordsOf } from '../languages/spoken';
import { number } from '../words/locale';

export const words = wordsOf('auditLog', {
  empty: ['No entry matches', 'Take a filter away, or look at another time.'] as [string, string],
  noTicket: ['No such ticket', 'Write its number, as in T-204, or its id.'] as [string, string],
  system: 'Countersign',
  someone: 'someone',
  hash: 'Hash',
  entry: 'Entry',
  subject: 'Subject',
  at: 'At',
  detail: 'Payload and hash',
  hashFails: 'The stored bytes do not have this hash',
  sealed: (seq: number, size: number) => `Sealed, entry ${number(seq + 1)} of ${number(size)}`,
  proof: {
    proved: 'Sealed and proved here',
    pending: 'Not sealed yet',
    unchecked: 'Not checked here',
    asking: 'Being checked',
    fails: 'Does not verify',
    because: {
      shown: 'What is shown is not what the log’s bytes say.',
      hash: 'The bytes do not have the hash that is claimed.',
      leaf: 'The leaf is not of these bytes.',
      inclusion: 'The path does not lead to the signed root.',
      checkpoint: 'The checkpoint is not one, or is of another tree.',
      signature: 'No published key signed the checkpoint.',
      server: 'The server says that its log is not what was signed.',
    },
  },
  openTicket: 'Open the ticket',
  ofTicket: (number: number) => `T-${number}`,
  onlyTicket: 'Only this ticket',
});
