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
