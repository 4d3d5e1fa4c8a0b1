import { wordsOf } from '../languages/spoken';

export const words = wordsOf('decisions', {
  columns: { amount: 'What', signed: 'Signed by', policies: 'Under', outcome: 'Outcome', decided: 'Decided' },
  routing: (version: number) => `Routing policy ${version}`,
  signOff: (version: number) => `Sign-off policy ${version}`,
  nobody: 'Nobody',
  empty: ['No decision matches', 'Take a filter away, or look at another time.'] as [string, string],
  storyOf: (number: number) => `Story of T-${number}`,
  print: 'Print, or save as PDF',
  signedBy: 'Signed by',
  under: 'Under',
  content: 'Content',
  took: 'Proposed to decided',
  proposed: 'Proposed',
  printed: (when: string) => `As the log stood ${when}`,
});
