import { wordsOf } from '../languages/spoken';
import { number } from '../words/locale';

export const words = wordsOf('witnesses', {
  title: 'Witnesses',
  says: 'Machines of others that remember how far they saw the audit log, and cosign nothing that contradicts it.',
  add: 'Register a witness',
  empty: [
    'Nobody witnesses the log',
    'Whoever has both the database and the log’s key could rewrite it unseen. A witness on somebody else’s machine finds that out.',
  ] as [string, string],
  columns: { name: 'Witness', saw: 'Last cosigned', added: 'Registered' },
  saw: (size: number, when: string) => `${size === 1 ? '1 entry' : `${number(size)} entries`}, ${when}`,
  allSeen: 'All that is sealed',
  behind: (n: number) => (n === 1 ? '1 sealed entry since' : `${number(n)} sealed entries since`),
  never: 'nothing yet',
  addedBy: (name: string, when: string) => `by ${name}, ${when}`,
  endedOn: (when: string) => `Ended ${when}`,
  key: 'Verifier key',
  keyHelp: 'What “witness init” printed on the machine of the witness: name+hash+base64. Its private key stays there.',
  onKey: 'A key is registered once, under one name. It can be ended, and never changed.',
  addConfirm: 'Register',
  cancel: 'Cancel',
  added: (name: string) => `${name} is registered. What it cosigns from now on is published.`,
  end: 'End',
  endTitle: (name: string) => `End ${name}?`,
  endSays:
    'No more of its cosignatures are taken, and its key can’t be registered again. What it cosigned stands and is still published.',
  endConfirm: 'End it for ever',
  ended: (name: string) => `${name} is ended.`,
});
