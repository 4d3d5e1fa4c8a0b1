import { MOST_OF_ANCHOR } from './anchor.js';

/** What a citation names: a passage by its number, or the first one under a heading, of one version or of the one in force. */
export interface Citation {
  documentId: string;
  /** `null`: the version in force. */
  version: number | null;
  passage: number | { anchor: string };
}

/** How documents are called, for good: letters, digits and `._()+-`. */
export const DOCUMENT_ID = /^[A-Za-z0-9][A-Za-z0-9._()+-]{0,119}$/;

const CITATION = /^kb:([^@#]+)(?:@([1-9]\d{0,5}))?#(.+)$/su;
const NUMBER = /^[1-9]\d{0,5}$/;
const ANCHOR = /^[\p{L}\p{M}\p{N}-]+$/u;

/** Reads `kb:refunds#3`, `kb:refunds@2#3` or `kb:refunds#late-express`; `null` for what has none of these forms. */
export function readCitation(text: string): Citation | null {
  const [, documentId, version, place] = CITATION.exec(text) ?? [];
  if (documentId === undefined || place === undefined || !DOCUMENT_ID.test(documentId)) return null;
  const of = { documentId, version: version === undefined ? null : Number(version) };
  if (NUMBER.test(place)) return { ...of, passage: Number(place) };
  const anchor = place.normalize('NFC').toLowerCase();
  return ANCHOR.test(anchor) && [...anchor].length <= MOST_OF_ANCHOR ? { ...of, passage: { anchor } } : null;
}

/** The full form, which means the same passage for ever. */
export function citationOf(documentId: string, version: number, number: number): string {
  return `kb:${documentId}@${version}#${number}`;
}
