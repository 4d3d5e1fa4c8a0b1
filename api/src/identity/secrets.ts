import { randomBytes } from 'node:crypto';
import { sha256 } from '../platform/json/canonical.js';

/** An agent key as its holder sees it, once: 256 random bits, so a plain hash is enough to keep it. */
export function newAgentKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `csk_${randomBytes(32).toString('base64url')}`;
  return { key, prefix: key.slice(0, 10), hash: sha256(key) };
}

export function newSessionToken(): { token: string; csrfToken: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, csrfToken: randomBytes(24).toString('base64url'), hash: sha256(token) };
}

/** What a browser is known again by. */
export function newDeviceToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** 160 bits, as RFC 4226 recommends. */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

const RECOVERY_CODES = 10;
/** Without letters that are taken for digits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes of 16 letters in groups of four: 79 random bits each, so a plain hash is enough to keep them. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => [0, 1, 2, 3].map(() => fourLetters()).join('-'));
}

function fourLetters(): string {
  let letters = '';
  while (letters.length < 4) {
    // Bytes beyond the last whole alphabet would favour its first letters.
    const byte = randomBytes(1)[0]!;
    if (byte < 256 - (256 % LETTERS.length)) letters += LETTERS[byte % LETTERS.length];
  }
  return letters;
}
