/** A passage that was found for a question, as far as a quotation needs it. */
export interface Quotable {
  /** `kb:refunds@2#3`. */
  id: string;
  title: string;
  heading: string | null;
  text: string;
  /** Compares within one search only. */
  score: number;
  /** How much of what was asked the passage has words of, 0 to 1. */
  share: number;
}

export interface Extract {
  answer: string;
  citations: string[];
  confidence: number | null;
}

/** Below this share of what was asked a passage only happens to have a word in common, and is not quoted. */
export const LEAST_SHARE = 0.15;
/** A second passage is quoted beside the best when its score comes this near. */
const NEAR = 0.75;
const MOST_QUOTED = 2;
const MOST_OF_QUOTE = 900;
/** Who quotes has understood nothing: an extract alone never reaches the 0.82 of the default policy. */
export const MOST_CONFIDENCE = 0.8;

/**
 * An answer that only quotes, passage by passage with where each stands. Nothing when nothing found says enough.
 * @param found best first
 */
export function extract(found: readonly Quotable[]): Extract {
  const best = found[0];
  if (!best || best.share < LEAST_SHARE) return { answer: '', citations: [], confidence: null };
  const quoted = found
    .filter(({ score, share }) => share >= LEAST_SHARE && score >= best.score * NEAR)
    .slice(0, MOST_QUOTED);
  return {
    answer: quoted.map(quotation).join('\n\n'),
    citations: quoted.map(({ id }) => id),
    confidence: confidenceOf(found),
  };
}

/**
 * How sure an extract is, by the scores of the search alone, in hundredths: the share of the question that the best passage
 * has words of, whole when no other passage comes near and half of it when the next is as good, 0.8 at most. It orders answers; it
 * is not calibrated, so 0.6 does not mean that six in ten are right.
 * @param found best first, at least one
 */
export function confidenceOf(found: readonly Pick<Quotable, 'score' | 'share'>[]): number | null {
  const [best, next] = found;
  if (!best || !(best.score > 0)) return null;
  const ahead = 1 - (next ? next.score / best.score : 0);
  const sure = Math.min(best.share, 1) * (0.5 + 0.5 * ahead);
  return Math.round(Math.min(sure, MOST_CONFIDENCE) * 100) / 100;
}

function quotation({ id, title, heading, text }: Quotable): string {
  const where = heading === null || heading === title ? title : `${title}, ${heading}`;
  return `“${cut(withoutHeading(text, heading))}”\n— ${where} [${id}]`;
}

/** A passage begins with its headings, which are said behind the quotation. */
function withoutHeading(text: string, heading: string | null): string {
  const body = heading === null ? text : text.replace(/^(?:\s*#{1,6}[ \t]+[^\n]*\n)+/, '');
  return body.trim() === '' ? text.trim() : body.trim();
}

function cut(text: string): string {
  if (text.length <= MOST_OF_QUOTE) return text;
  const head = text.slice(0, MOST_OF_QUOTE);
  const end = /[\s\S]*[.!?。！？](?=\s)/.exec(head)?.[0] ?? /[\s\S]*(?=\s)/.exec(head)?.[0] ?? '';
  return `${end.length >= MOST_OF_QUOTE / 2 ? end : head.toWellFormed().replace(/\ufffd$/, '')} …`;
}
