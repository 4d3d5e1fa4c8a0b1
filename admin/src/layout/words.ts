import { wordsOf } from '../languages/spoken';

export const words = wordsOf('layout', {
  main: 'Main',
  inbox: 'Inbox',
  tickets: 'Tickets',
  approvals: 'Approvals',
  record: 'Record',
  overview: 'Overview',
  insights: 'Insights',
  knowledge: 'Knowledge',
  policies: 'Policies',
  changes: 'Changes',
  rejectReasons: 'Reject reasons',
  notifications: 'Notifications',
  tools: 'Tools',
  agents: 'Agents',
  people: 'People',
  unknown: 'Unknown outcomes',
  setUp: 'Set up',
  rules: 'Rules as they are',
  more: 'More',
  moreUnknown: (n: number) => `More · ${n} unknown`,
  stopped: 'Everything is stopped.',
  stoppedSays: (name: string, when: string) =>
    `${name} stopped it ${when}. Nothing new is run; what is approved waits and is not lost.`,
  toTools: 'To the tools',
  account: 'You and your settings',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  keys: 'All keys',
  skip: 'Skip to the page',
  lost: 'The live connection is lost. What you see may be old; it is asked again every few seconds, and nothing is signed on an old version.',
  offline: 'You are offline. What you see may be old. Nothing can be signed until you are back.',
  notFound: 'No such page',
  notFoundSays: 'The address leads nowhere. The inbox is a good place to start again.',
  crashed: 'This page broke',
  crashedSays: 'Nothing was decided by it, and what you typed is kept. Load it again, or go on elsewhere.',
  loadAgain: 'Load it again',
  nothingYet: 'Nothing here for you yet',
  nothingYetSays: (roles: string) =>
    `You are signed in as ${roles}. Changes to the rules are open to you. Tickets, approvals and the rules are for operators, support leads, auditors, admins, security and legal.`,
  toInbox: 'To the inbox',
});

export const findWords = wordsOf('find', {
  title: 'Find a ticket',
  label: 'Ticket number or customer',
  help: 'T-204 or 204 opens that ticket; anything else lists the tickets of the customer with that reference.',
  find: 'Find',
  cancel: 'Cancel',
  none: (number: number) => `There is no ticket T-${number}, or none that you may see.`,
});

export const keyWords = wordsOf('keys', {
  title: 'Keys',
  close: 'Close',
  enabled: 'Single keys are on',
  enabledHelp: 'Switch them off if your software types letters for you. Buttons keep working.',
  groups: [
    {
      title: 'Everywhere',
      keys: [
        ['/', 'Find a ticket'],
        ['?', 'Show these keys'],
        ['Esc', 'Back, or close what is open'],
      ],
    },
    {
      title: 'In the inbox',
      keys: [
        ['J', 'Next ticket'],
        ['K', 'Previous ticket'],
        ['Enter', 'Open it'],
        ['F', 'Focus mode: one after the other, by time to breach'],
        ['C', 'Claim it'],
        ['Space', 'Select it, to reject or hand over several; with Shift, J and K select on the way'],
        ['R', 'Reject what is selected'],
        ['H', 'Hand over what is selected, or it'],
        ['S', 'Snooze it'],
        ['X', 'Escalate it'],
      ],
    },
    {
      title: 'On a ticket',
      keys: [
        ['A', 'Approve: opens the confirmation, Enter signs'],
        ['R', 'Reject, with a reason'],
        ['E', 'Revise the draft or the arguments'],
        ['X', 'Escalate to the leads'],
        ['S', 'Snooze, for me'],
        ['H', 'Hand over to a queue or a colleague'],
        ['C', 'Claim or release'],
        ['J', 'Next ticket of the list; in focus mode, pass this one over'],
        ['K', 'Previous ticket of the list'],
        ['Esc', 'Back to the list, out of focus mode'],
      ],
    },
  ],
} as const);
