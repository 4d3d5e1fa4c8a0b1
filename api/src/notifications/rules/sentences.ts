import type { NotifiedEvent } from './message.js';

/** What mails can be written in; webhooks are told in English. */
export const LANGUAGES = ['en', 'ko'] as const;
export type Language = (typeof LANGUAGES)[number];

interface Sentences {
  /** One sentence without its full stop, of a ticket ("T-7"), a tool or everything. */
  says: Record<NotifiedEvent | 'test', (what: string) => string>;
  /** Where nobody knows which. */
  aTicket: string;
  everyTool: string;
  due: (at: string) => string;
  foot: string;
}

export const SENTENCES: Record<Language, Sentences> = {
  en: {
    says: {
      'ticket.breached': (what) => `${what} was not decided in time`,
      'ticket.expired': (what) => `${what} expired before it was decided or run`,
      'execution.unknown': (what) => `Nobody knows whether the call of ${what} was made`,
      'execution.failed': (what) => `The call of ${what} failed`,
      'circuit.opened': (what) => `${what} does not answer; its calls wait`,
      'circuit.closed': (what) => `The calls of ${what} are made again`,
      'kill_switch.stopped': (what) => `${what} was stopped`,
      'kill_switch.resumed': (what) => `${what} runs again`,
      'change.filed': (what) => `${what}, a change of the rules, waits for those who decide on it`,
      'change.approved': (what) => `${what}, a change of the rules, is live`,
      test: () => 'This is a test of Countersign’s notifications',
    },
    aTicket: 'A ticket',
    everyTool: 'Every tool',
    due: (at) => `It was due ${at}.`,
    foot: 'Countersign sends this to the recipients of a notification channel. An admin can change them.',
  },
  ko: {
    says: {
      'ticket.breached': (what) => `${what}: 기한 안에 결정되지 않았습니다`,
      'ticket.expired': (what) => `${what}: 결정되거나 실행되기 전에 만료되었습니다`,
      'execution.unknown': (what) => `${what}: 호출이 실행되었는지 알 수 없습니다`,
      'execution.failed': (what) => `${what}: 호출이 실패했습니다`,
      'circuit.opened': (what) => `${what}: 응답하지 않아 호출이 기다립니다`,
      'circuit.closed': (what) => `${what}: 호출이 다시 실행됩니다`,
      'kill_switch.stopped': (what) => `${what}: 중지되었습니다`,
      'kill_switch.resumed': (what) => `${what}: 다시 실행됩니다`,
      'change.filed': (what) => `${what}: 규칙 변경이 결정을 기다립니다`,
      'change.approved': (what) => `${what}: 규칙 변경이 시행되었습니다`,
      test: () => 'Countersign 알림 테스트입니다',
    },
    aTicket: '티켓',
    everyTool: '모든 도구',
    due: (at) => `기한: ${at}`,
    foot: 'Countersign이 알림 채널의 수신자에게 보냅니다. 수신자는 관리자가 바꿀 수 있습니다.',
  },
};
