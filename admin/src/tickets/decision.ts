import type { Arguments } from '../api-types';
import { money } from '../words/money';
import { humanize } from '../words/names';
import { visible } from '../words/visible';

export interface Call {
  name: string;
  arguments: Arguments;
}

/** The amounts of a call: an `…amount_minor` (or `amountMinor`) argument with the `currency` beside it. */
export function amountOf(args: Arguments): { key: string; text: string } | null {
  const currency = args.currency;
  for (const [key, value] of Object.entries(args)) {
    if (!/(^|_)amount_?minor$/i.test(key)) continue;
    const text = money(value, currency);
    if (text) return { key, text };
  }
  return null;
}

const subjects = ['customer_id', 'account_id', 'payment_id', 'order_id', 'reservation_id', 'user_id', 'id'];

/** The id that says to whom or to what: of the known ones the first, else any argument named like an id. */
function subjectOf(args: Arguments): string | null {
  const key =
    subjects.find((name) => typeof args[name] === 'string') ?? Object.keys(args).find((name) => /_id$|Id$/.test(name));
  const value = key ? args[key] : undefined;
  return typeof value === 'string' && value.length <= 64 ? visible(value) : null;
}

/** Where a call sets something to a state, that state is the decision: "to locked". */
function targetState(args: Arguments): string | null {
  const value = args.new_state ?? args.state ?? args.action ?? args.status;
  return typeof value === 'string' && value.length <= 40 ? visible(value) : null;
}

/** What the call would do: "Refund", "Change account state". Known tools read as one would say them. */
function verbOf(name: string): string {
  return name === 'issue_refund' ? 'Refund' : humanize(visible(name));
}

export interface Decision {
  /** "Refund EUR 612.40", "Change account state to locked", "Send this answer" */
  act: string;
  /** The id it is about, where the arguments hold one. */
  subject: string | null;
  amount: string | null;
}

const answerOnly: Decision = { act: 'Send the answer', subject: null, amount: null };

/** The decision in words, from a call's arguments alone. A model's summary of its call is never asked. */
export function decisionOf(call: Call | null): Decision {
  if (!call) return answerOnly;
  const amount = amountOf(call.arguments)?.text ?? null;
  const target = amount ? null : targetState(call.arguments);
  const act = [verbOf(call.name), amount, target && `to ${target}`].filter(Boolean).join(' ');
  return { act, amount, subject: subjectOf(call.arguments) };
}

/** The decision as one line: for titles, history and the log. */
export function decisionLine(call: Call | null): string {
  if (!call) return 'Answer only';
  const { act, subject } = decisionOf(call);
  return subject ? `${act}, ${subject}` : act;
}
