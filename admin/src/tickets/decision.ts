import type { Arguments } from '../api-types';
import { money } from '../words/money';
import { humanize } from '../words/names';

export interface Call {
  name: string;
  arguments: Arguments;
}

/** The amount of a call: an `…amount_minor` (or `amountMinor`) argument with the `currency` beside it. */
export function amountOf(args: Arguments): { key: string; text: string } | null {
  for (const [key, value] of Object.entries(args)) {
    if (!/(^|_)amount_?minor$/i.test(key)) continue;
    const text = money(value, args.currency);
    if (text) return { key, text };
  }
  return null;
}

const subjects = ['customer_id', 'account_id', 'payment_id', 'order_id', 'reservation_id', 'user_id', 'id'];

/** The argument that says to whom or to what: of the known ids the first, else any that is named like an id. */
function subjectOf(args: Arguments): { key: string; id: string } | null {
  const key =
    subjects.find((name) => typeof args[name] === 'string') ?? Object.keys(args).find((name) => /_id$|Id$/.test(name));
  const value = key ? args[key] : undefined;
  return key && typeof value === 'string' && value.length <= 64 ? { key, id: value } : null;
}

const accountActs: Record<string, string> = {
  locked: 'Lock account',
  closed: 'Close account',
  active: 'Unlock account',
};

/** What a call would do, as one would say it. A tool that is not known here is said by its name. */
function actOf({ name, arguments: args }: Call, amount: string | null): string {
  if (name === 'change_account_state' && typeof args.state === 'string' && accountActs[args.state]) {
    return accountActs[args.state]!;
  }
  const verb = name === 'issue_refund' ? 'Refund' : humanize(name);
  return amount ? `${verb} ${amount}` : verb;
}

export interface Decision {
  /** "Refund EUR 612.40", "Close account", "Notify payout partner" */
  act: string;
  /** The id it is about, where the arguments hold one. */
  subject: string | null;
  /** Act and subject as one clause: "Refund EUR 612.40 to cus_81". */
  clause: string;
}

/**
 * The decision in words, from a call's arguments alone. A model's summary of its call is never asked. The words hold the
 * arguments as they are: whoever puts them on screen does so by `Shown`.
 */
export function decisionOf(call: Call): Decision {
  const act = actOf(call, amountOf(call.arguments)?.text ?? null);
  const subject = subjectOf(call.arguments);
  if (!subject) return { act, subject: null, clause: act };
  const refund = act.startsWith('Refund');
  const link = act.endsWith('account')
    ? ' '
    : refund && subject.key === 'customer_id'
      ? ' to '
      : refund
        ? ' of '
        : ', ';
  return { act, subject: subject.id, clause: `${act}${link}${subject.id}` };
}

/** The decision as one line: for history, approvals and the like. */
export const decisionLine = (call: Call | null): string => (call ? decisionOf(call).clause : 'Answer only');
