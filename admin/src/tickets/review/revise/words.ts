import { wordsOf } from '../../../languages/spoken';

export const words = wordsOf('revise', {
  title: 'Revise',
  says: 'A change makes the next revision: it is checked and routed again, earlier signatures are void, and your own signature will not count on it.',
  draft: 'Draft answer',
  arguments: 'Arguments',
  note: 'Why the change',
  compare: 'Compare',
  edit: 'Edit again',
  confirm: 'Send revision',
  done: 'Sent as the next revision, and routed again.',
  nothing: 'Nothing is changed yet.',
  before: (revision: number) => `Revision ${revision}`,
  after: (revision: number) => `Revision ${revision}, yours`,
  majorHelp: (minor: string, code: string) => `${code}. Signed as "${minor}" in minor units.`,
  notMoney: (code: string, places: number, example: string) =>
    `Write an amount in ${code} with at most ${places} decimals, as ${example} would be.`,
  unknownCurrency: 'The currency is not known, so the amount is in its smallest unit.',
  hundredfold: (before: string) =>
    `That is a hundred times more or less than before (${before}). Is the point where it should be?`,
  notNumber: 'Write a number.',
  notInteger: 'Write a whole number.',
  notJson: 'This is not valid JSON.',
  tooShort: 'This cannot be empty.',
  pattern: 'This does not have the form that the tool asks for.',
  required: 'needed',
  none: 'not set',
});
