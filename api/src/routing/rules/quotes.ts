import type { Finding } from './signals.js';

/** What evidence says of passages of ours, and what these say themselves. */
export interface Quoting {
  evidence: readonly { id: string; excerpt?: string | null }[];
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

/** One finding for all of them, which names the first; null when there is none. */
export function misquoted(quoting: Quoting): Finding | null {
  const [first] = misquotes(quoting);
  if (first === undefined) return null;
  return { name: 'misquoted', actual: first, because: `the excerpt under ${first} does not stand there` };
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
