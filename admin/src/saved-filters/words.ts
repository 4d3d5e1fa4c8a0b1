import { wordsOf } from '../languages/spoken';

export const words = wordsOf('savedFilters', {
  save: 'Save this filter',
  copyLink: 'Copy link',
  copied: 'The link is copied. Whoever opens it sees these tickets.',
  copiedPersonal: 'The link is copied. Whoever opens it sees what waits for their own signature.',
  saved: (name: string) => `The filter ${name} is saved.`,
  removed: (name: string) => `The filter ${name} is removed.`,
  remove: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove the filter ${name}?`,
  removeSays: 'The tickets stay as they are.',
  removeSharedSays: 'It goes for everybody. The tickets stay as they are.',
  removeIt: 'Remove',
  title: 'Save this filter',
  name: 'Name',
  share: 'For everybody',
  shareHelp: 'Everybody finds it in their inbox; support leads may remove it.',
  cancel: 'Cancel',
  saveIt: 'Save',
  sharedBy: (owner: string) => `Shared by ${owner}`,
});
