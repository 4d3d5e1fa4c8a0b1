import { wordsOf } from '../../languages/spoken';
import { count } from '../../words/names';
import type { ViewName } from './views';

export const words = wordsOf('inbox', {
  title: 'Inbox',
  readTitle: 'Tickets',
  find: 'Find a ticket',
  selectSome: 'Select',
  selectNone: 'Done',
  filters: 'Views and filters',
  views: {
    signature: 'Needs my signature',
    mine: 'Mine',
    escalated: 'Escalated',
    pending: 'All pending',
    asked: 'Asked',
    unknown: 'Unknown outcomes',
    all: 'Every state',
  } satisfies Record<ViewName, string>,
  addFilter: 'Add a filter',
  says: (waiting: number | undefined) =>
    waiting === undefined
      ? ''
      : waiting === 0
        ? 'Nothing waits for someone like you.'
        : `${count(waiting, 'ticket')} ${waiting === 1 ? 'waits' : 'wait'} for someone like you.`,
  pendingSays: (waiting: number | undefined) =>
    waiting === undefined ? '' : `${count(waiting, 'ticket')} ${waiting === 1 ? 'waits' : 'wait'} for people.`,
  groups: { late: 'Past due', within5: 'Within 5 minutes', within15: 'Within 15 minutes', later: 'Later' },
  columns: { why: 'Why', signed: 'Signed', with: 'With' },
  /** One of the server's short reasons; another language says those that it knows. */
  reason: (said: string): string => said,
  you: 'You',
  nobody: 'Nobody yet',
  answerOnly: 'Answer only',
  more: 'Show more',
  loadingMore: 'Loading…',
  end: 'That is all of them.',
  live: 'Live',
  notLive: 'Not live',
  order: 'by time to breach',
  newest: 'newest first',
  empty: {
    signature: ['All signed', 'Nothing waits for your signature. New tickets appear here by themselves.'],
    mine: [
      'Nothing is claimed by you',
      'Claim a ticket with C, and others see that you are on it. A claim lasts ten minutes.',
    ],
    escalated: ['Nothing is escalated', 'Tickets that someone passed to the leads appear here.'],
    pending: ['Nothing waits for people', 'New tickets appear here by themselves.'],
    asked: ['No customer is asked', 'Tickets about which a reviewer asked the customer wait here for the answer.'],
    unknown: ['No outcome is unknown', 'Every tool call that was sent is known to have run or to have failed.'],
    all: ['No ticket matches', 'Take a filter away, or choose another view.'],
  } satisfies Record<ViewName, [string, string]>,
  narrowedEmpty: ['No ticket matches', 'Take a filter away, or choose another view.'] as [string, string],
  unknownBanner: (n: number) =>
    n === 1 ? '1 outcome is unknown.' : `${n > 10_000 ? 'More than 10,000' : n} outcomes are unknown.`,
  unknownSays:
    'The tool was called and did not answer for certain. Nobody may run these again until someone finds out.',
  showThem: 'Show them',
  filterTitle: 'Filter by',
  filterValue: 'Value',
  apply: 'Apply',
  remove: (label: string) => `Remove the filter ${label}`,
  whoeverLooks: 'whoever looks',
  noFilter: (names: string) => `No filter here: ${names}`,
  leaveOut: (names: string) => `Leave out what is no filter here: ${names}`,
  narrowing: {
    state: 'State',
    domain: 'Domain',
    tool: 'Tool',
    flag: 'Finding',
    queue: 'Queue',
    customerRef: 'Customer',
    executionState: 'Outcome',
    claimedBy: 'Claimed by',
    agentId: 'Agent',
    number: 'Number',
  } as Record<string, string>,
  space: 'Space',
  hints: {
    move: 'move',
    open: 'open',
    focus: 'focus mode',
    claim: 'claim',
    select: 'select',
    snooze: 'snooze',
    escalate: 'escalate',
    all: 'all keys',
  },
  claimed: (number: number) => `T-${number} is yours for ten minutes.`,
});
