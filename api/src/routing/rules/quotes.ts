import { readCitation } from '../../knowledge/rules/citation.js';
import type { Finding } from './signals.js';

/** What evidence says of passages of ours, and what these say themselves. */
export interface Quoting {
  /** `updatedAt` is ISO 8601. */
  evidence: readonly { id: string; excerpt?: string | null; updatedAt?: string | null }[];
  /** `text` is null where nothing quotes it. */
  passages: readonly { cited: string; text: string | null }[];
}

/** Whoever leaves words out says so by this. */
const LEFT_OUT = /\s*(?:\[(?:…|\.{3})\]|…|\.{3})\s*/u;

/** Whether an excerpt stands in a text, in one piece or in several in their order; spaces and line breaks count alike. */
export function isQuoteOf(excerpt: string, text: string): boolean {
  const whole = plain(text);
  // Whose own words have three dots in them left nothing out.
  if (whole.includes(plain(excerpt))) return true;
  let at = 0;
  for (const piece of plain(excerpt).split(LEFT_OUT)) {
    const found = whole.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
}

/** Ids of the evidence that quotes a passage of ours with what does not stand there. */
export function misquotes({ evidence, passages }: Quoting): string[] {
  const said = new Map(passages.map(({ cited, text }) => [cited, text]));
  return evidence.flatMap(({ id, excerpt }) => {
    const text = said.get(id) ?? null;
    return text !== null && excerpt && !isQuoteOf(excerpt, text) ? [id] : [];
  });
}

/**
 * Evidence that says of a passage what does not stand in the version in force, and may have been quoted of the one before: when each was
 * quoted, by the date of the evidence, or else when the proposal came in. A version that is not named is looked up by such a time.
 */
export function quotedBefore(quoting: Quoting, cameIn: Date | null): Map<string, Date> {
  const wrong = new Set(misquotes(quoting));
  return new Map(
    quoting.evidence.flatMap(({ id, updatedAt }) => {
      const at = updatedAt ? new Date(updatedAt) : cameIn;
      const known = wrong.has(id) && at !== null && !Number.isNaN(at.getTime());
      return known && readCitation(id)?.version === null ? [[id, at] as const] : [];
    }),
  );
}

/** The same with the passages that were quoted rightly then in the place of those that are in force now. */
export function asQuotedThen<S extends Quoting>(sources: S, then: S['passages']): S {
  const wrong = new Set(misquotes({ ...sources, passages: then }));
  const right = new Map(then.filter(({ cited }) => !wrong.has(cited)).map((passage) => [passage.cited, passage]));
  return { ...sources, passages: sources.passages.map((passage) => right.get(passage.cited) ?? passage) };
}

/** One finding for all of them, which names the first; null when there is none. */
export function misquoted(quoting: Quoting): Finding | null {
  const [first] = misquotes(quoting);
  if (first === undefined) return null;
  return { name: 'misquoted', actual: first, because: `the excerpt under ${first} does not stand there` };
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
