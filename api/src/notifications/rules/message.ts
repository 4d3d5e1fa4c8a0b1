import { type Language, SENTENCES } from './sentences.js';

/** What a channel can be told of: actions of the audit log. The same list stands in the trigger that makes the rows. */
export const EVENTS = [
  'ticket.breached',
  'ticket.expired',
  'execution.unknown',
  'execution.failed',
  'circuit.opened',
  'circuit.closed',
  'kill_switch.stopped',
  'kill_switch.resumed',
  'change.filed',
  'change.approved',
] as const;
export type NotifiedEvent = (typeof EVENTS)[number];

export const FORMATS = ['standard', 'slack'] as const;
export type Format = (typeof FORMATS)[number];

/** Something that happened, as a channel is told: no personal text, and nothing of what was proposed. */
export interface Happening {
  event: NotifiedEvent | 'test';
  /** "T-123", "C-12" or a tool's name; null for everything, and where it is not known. */
  what: string | null;
  /** Of the ticket; null without one. */
  ticketId: string | null;
  /** Of the change; null without one. */
  changeId: string | null;
  /** ISO 8601. */
  at: string;
  /** When the ticket was to be decided, ISO 8601; null without one. */
  dueAt: string | null;
}

/** One sentence, without its full stop. */
export function sentenceOf({ event, what }: Happening, language: Language): string {
  const { says, aTicket, everyTool } = SENTENCES[language];
  return says[event](what ?? (event.startsWith('kill_switch') ? everyTool : aTicket));
}

/** Where there is something to look at; null where nobody said where the console is. */
export function linkOf(happening: Happening, publicUrl: string | null): string | null {
  return publicUrl === null ? null : publicUrl.replace(/\/$/, '') + pathOf(happening);
}

function pathOf({ event, ticketId, changeId }: Happening): string {
  if (ticketId) return `/tickets/${ticketId}`;
  if (changeId) return `/changes/${changeId}`;
  return /^(kill_switch|circuit)/.test(event) ? '/tools' : '';
}

/** One sentence in English, with a link where there is something to look at. */
export function textOf(happening: Happening, publicUrl: string | null): string {
  const link = linkOf(happening, publicUrl);
  const says = sentenceOf(happening, 'en');
  return link === null ? `${says}.` : `${says}: ${link}`;
}

/** The body of the request, as JSON. */
export function bodyOf(happening: Happening, format: Format, publicUrl: string | null): string {
  const text = textOf(happening, publicUrl);
  if (format === 'slack') return JSON.stringify({ text });
  const { event, what, ticketId, at } = happening;
  return JSON.stringify({ type: event, timestamp: at, data: { what, ticketId, text } });
}

const WAITS_SECONDS = [5, 30, 120, 600, 3_600, 10_800, 21_600, 43_200];

/** Seconds until it is tried again after so many tries; null when it is given up, after about a day. */
export function waitAfter(attempts: number): number | null {
  return WAITS_SECONDS[attempts - 1] ?? null;
}
