import { wordsOf } from '../languages/spoken';

export const words = wordsOf('unknownOutcomes', {
  title: 'Unknown outcomes',
  says: 'Sent, and nobody knows whether it ran. Nothing here is ever sent again: find out, and say what you found. It takes two people who say the same.',
  empty: ['No outcome is unknown', 'Every tool call that was sent is known to have run or to have failed.'] as [
    string,
    string,
  ],
  sent: 'Sent',
  known: 'What is known',
  attempts: (n: number) => (n === 1 ? 'one attempt' : `${n} attempts`),
  key: 'Its key there',
  about: 'About',
  arguments: 'What was sent',
  happened: 'It happened',
  didNot: 'It did not happen',
  outcomes: { succeeded: 'it happened', failed: 'it did not happen' },
  lookUp: 'Ask the provider',
  lookUpAsked: 'A worker asks the provider; its answer shows here.',
  asking: (name: string, when: string) => `${name} had the provider asked ${when}; no answer yet.`,
  answered: (when: string, answer: string) => `The provider was asked ${when}: ${answer}.`,
  proposed: (name: string, what: string, when: string) => `${name} says ${what}, ${when}:`,
  needsAnother: 'Somebody else has to say so, too.',
  youSaid: 'You have said so. Somebody else has to say so, too.',
  notYours: 'Not for you to say: you own the agent or issued its key, or your role does not review.',
  titleOf: { succeeded: 'Say that it happened', failed: 'Say that it did not happen' },
  dialogSays: {
    succeeded: 'Once a second person says so, the call counts as done and the agent is told ok.',
    failed: 'Once a second person says so, the call counts as failed, and the agent may propose it again.',
  },
  evidence: 'How you know',
  evidenceHelp:
    'Where you looked and what you saw, so that somebody else can look, too. The audit log keeps its digest.',
  confirm: 'Say so',
  cancel: 'Cancel',
  done: {
    proposed: 'Said. A second person has to say so, too.',
    confirmed: 'Two people say so: the outcome is known.',
  },
});
