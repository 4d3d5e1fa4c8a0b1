import { sha256 } from '../../platform/json/canonical.js';

/** What whoever decided takes away: their entry, and the hash that it must have for ever. */
export interface Receipt {
  entryId: string;
  /** 64 hex characters: SHA-256 of the entry's canonical text. */
  entryHash: string;
}

/** @param canonical the entry's RFC 8785 text, as it was written */
export function receiptOf(entryId: string, canonical: string): Receipt {
  return { entryId, entryHash: sha256(canonical).toString('hex') };
}
