import { wordsOf } from '../languages/spoken';

export const words = wordsOf('rejectReasons', {
  title: 'Reject reasons',
  says: 'Whoever rejects chooses one of these. The agent is told its code.',
  version: (version: number) => `Version ${version}`,
  offered: 'Offered, in this order',
  archived: 'Archived',
  archivedSays: 'Offered no more. Decisions that were made for them stay as they are.',
  label: 'What people read',
  code: 'What the agent is told',
  codeHelp: 'Lower-case letters, digits and _. It stays as it is.',
  labelOf: (code: string) => `What people read for ${code}`,
  up: (label: string) => `Move up: ${label}`,
  down: (label: string) => `Move down: ${label}`,
  archive: 'Archive',
  archiveOf: (label: string) => `Archive: ${label}`,
  offer: 'Offer again',
  offerOf: (label: string) => `Offer again: ${label}`,
  add: 'Add a reason',
  addTitle: 'Add a reason to reject',
  save: 'Save the list',
  discard: 'Discard changes',
  cancel: 'Cancel',
  changed: 'Changed, not saved yet.',
  done: 'The new list is in force.',
  taken: 'There is such a code already.',
  /**
   * A reason as people read it. Its label is whatever a support lead wrote; another language has its own only for the
   * labels that a new installation comes with.
   */
  reason: (_code: string, label: string): string => label,
});
