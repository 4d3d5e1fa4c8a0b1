import type { ChannelEvent, NewChannel } from '../api-types';
import { wordsOf } from '../languages/spoken';

export const words = wordsOf('notifications', {
  title: 'Notifications',
  says: 'Where people hear of what happened, wherever they are.',
  add: 'Add a channel',
  empty: [
    'Nobody is told',
    'Add a channel, and a webhook or a chat hears of breaches, unknown outcomes and stops.',
  ] as [string, string],
  columns: { name: 'Channel', events: 'Is told of', last: 'Last message', action: 'Test and switch' },
  fields: { name: 'Name', format: 'Form', url: 'URL', events: 'Is told of' },
  urlHelp:
    'Only hosts in COUNTERSIGN_ALLOWED_NOTIFICATION_HOSTS are told. It is never shown again: it may hold a token.',
  formats: {
    slack: 'One line of text, as Slack takes it',
    standard: 'What happened as JSON (Standard Webhooks)',
  } satisfies Record<NewChannel['format'], string>,
  events: {
    'ticket.breached': 'a ticket not decided in time',
    'ticket.expired': 'a ticket that expired',
    'execution.unknown': 'a call whose outcome nobody knows',
    'execution.failed': 'a call that failed',
    'circuit.opened': 'a tool that does not answer',
    'circuit.closed': 'a tool whose calls are made again',
    'kill_switch.stopped': 'a tool that was stopped',
    'kill_switch.resumed': 'a tool that runs again',
  } satisfies Record<ChannelEvent, string>,
  pickEvent: 'Pick at least one thing that it is told of.',
  nothing: 'nothing',
  never: 'nothing sent yet',
  delivered: (when: string) => `delivered ${when}`,
  failed: (when: string, why: string) => `not delivered ${when}: ${why}`,
  waiting: (n: number) => (n === 1 ? '1 message waits' : `${n > 1_000 ? 'More than 1,000' : n} messages wait`),
  off: 'Off',
  test: 'Send a test',
  testTo: (name: string) => `Send a test to ${name}`,
  tested: (status: number) => `The server answered ${status}: delivered.`,
  testFailed: (status: number | null, says: string) =>
    status === null ? `Not delivered: ${says}` : `Not delivered. The server answered ${status}: ${says}`,
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  switched: (name: string, on: boolean) => (on ? `${name} is told again.` : `${name} is told nothing from now on.`),
  save: 'Add',
  cancel: 'Cancel',
  added: (name: string) => `${name} is added. Send it a test.`,
  secretTitle: 'This secret signs every message. It is shown now and never again.',
  secretSays:
    'Give it to whoever receives them, so that they can tell ours from anybody else’s. Slack does not need it.',
});
