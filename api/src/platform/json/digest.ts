import { random16 } from '../entropy.js';
import { sha256 } from './canonical.js';

/** A text with the salt that its digest was made with. Deleting both erases the text and keeps every hash. */
export interface Salted {
  text: string;
  salt: Buffer;
  /** 64 hex characters: SHA-256 of the salt, then the text. */
  digest: string;
}

export function salted(text: string, salt: Buffer = random16()): Salted {
  return { text, salt, digest: saltedDigest(salt, text) };
}

export function saltedDigest(salt: Uint8Array, text: string): string {
  return sha256(salt, text).toString('hex');
}
