import type { CardAnswer, NextAction } from './contract.js';
import type { Words } from './words.js';

/** How an answer stands: one colour, one glyph and one line of words. */
export type Mark =
  | 'succeeded'
  | 'pending'
  | 'review'
  | 'running'
  | 'rejected'
  | 'blocked'
  | 'unknown'
  | 'failed'
  | 'expired';

export interface Seen {
  mark: Mark;
  line: string;
}

/** Decided by the contract alone. */
export function seen({ status, reasonCode, nextAction, ticket, sources, question }: CardAnswer, words: Words): Seen {
  switch (status) {
    case 'ok':
      if (ticket.state === 'approved') return { mark: 'succeeded', line: words.checked };
      return { mark: 'succeeded', line: sources.length > 0 ? words.sourced : words.answered };
    case 'needs_review':
      if (question) return { mark: 'pending', line: words.asking };
      if (ticket.state !== 'pending_review') return { mark: 'running', line: words.running };
      if (reasonCode === 'LOW_CONFIDENCE') return { mark: 'review', line: words.review };
      return { mark: 'pending', line: words.waiting };
    case 'blocked':
      if (ticket.state === 'rejected') return { mark: 'rejected', line: words.declined };
      if (ticket.state === 'withdrawn') return { mark: 'expired', line: words.takenBack };
      return { mark: 'blocked', line: words.barred };
    case 'degraded':
      if (reasonCode === null) return { mark: 'expired', line: words.tooLate };
      if (nextAction === 'ask_human') return { mark: 'unknown', line: words.findingOut };
      return { mark: 'failed', line: words.notDone };
  }
}

export type Offer = NextAction | 'helped' | 'wrong';

/** What a user can do, the first of it made plain. A policy can only be read where one is cited. */
export function offers({ status, nextAction, ticket, sources }: CardAnswer): Offer[] {
  if (status === 'ok') return ['helped', 'wrong'];
  if (ticket.state === 'withdrawn') return [];
  const first = nextAction === 'view_policy_doc' && sources.length === 0 ? null : nextAction;
  return first === null || first === 'ask_human' ? ['ask_human'] : [first, 'ask_human'];
}

/** By when people should have decided, in words; null where nobody decides any more. */
export function deadline(
  { status, ticket }: CardAnswer,
  now: Date,
  language: string,
  words: Words,
): { line: string; about: string | null } | null {
  if (status !== 'needs_review' || ticket.state !== 'pending_review' || ticket.dueAt === null) return null;
  const due = new Date(ticket.dueAt);
  const minutes = Math.round((due.getTime() - now.getTime()) / 60_000);
  if (minutes < 0) return { line: words.late, about: null };
  const today = due.toDateString() === now.toDateString();
  const time = new Intl.DateTimeFormat(language, {
    ...(today ? {} : { weekday: 'long' as const, month: 'long' as const, day: 'numeric' as const }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(due);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  const about =
    minutes < 60
      ? relative.format(minutes, 'minute')
      : minutes < 48 * 60
        ? relative.format(Math.round(minutes / 60), 'hour')
        : relative.format(Math.round(minutes / 1440), 'day');
  return { line: words.by(time), about };
}
