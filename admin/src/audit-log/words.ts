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
      signature:
        'No key that is published signed the checkpoint. Where the log’s key was changed, the old one has to stay published.',
      server: 'The server says that its log is not what was signed.',
    },
  },
  tally: {
    proved: (n: number) => `${n === 1 ? 'The one entry is' : `All ${number(n)} entries are`} proved in this browser.`,
    provedSays: 'Each is in the log as it was signed, byte for byte.',
    pending: (n: number, of: number) =>
      `${number(n)} of ${number(of)} not sealed yet. That takes about a second; what is sealed is checked at once.`,
    unchecked:
      'This browser could not check the entries: the keys are not there, or it knows no Ed25519. An export can be checked elsewhere.',
    fails: (n: number, of: number) => `${number(n)} of ${number(of)} entries do not verify.`,
    failsSays: 'Do not rely on this story. Keep an export of it, and tell whoever runs Countersign.',
  },
  openTicket: 'Open the ticket',
  ofTicket: (number: number) => `T-${number}`,
  onlyTicket: 'Only this ticket',
});
