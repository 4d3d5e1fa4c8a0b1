import type { Arguments } from '../api-types';
import { money } from '../words/money';
import { humanize } from '../words/names';
import { type Act, words } from './words';

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

const accountActs: readonly string[] = ['locked', 'closed', 'active'] satisfies Act[];

/** What a call would do, of the things that are said in a way of their own. */
function actOf({ name, arguments: args }: Call): Act {
  const { state } = args;
  if (name === 'change_account_state' && typeof state === 'string' && accountActs.includes(state)) return state as Act;
  return name === 'issue_refund' ? 'refund' : 'other';
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
  const act = actOf(call);
  // An account is locked, not locked for an amount.
  const amount = act === 'refund' || act === 'other' ? (amountOf(call.arguments)?.text ?? null) : null;
  const clause = { act, name: humanize(call.name), amount };
  const subject = subjectOf(call.arguments);
  if (!subject) return { act: words.act(clause), subject: null, clause: words.act(clause) };
  const { key, id } = subject;
  return { act: words.act(clause), subject: id, clause: words.clause(clause, id, key === 'customer_id') };
}

/** The decision as one line: for history, approvals and the like. */
export const decisionLine = (call: Call | null): string => (call ? decisionOf(call).clause : words.answerOnly);
