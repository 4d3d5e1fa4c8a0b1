import type { CardAnswer, Deed } from './contract.js';

/** The token is over, or was never good. */
export class TokenOver extends Error {}

/** Where an answer is asked for, and by which right. */
export interface Service {
  /** Of Countersign, such as `https://countersign.example`. */
  base: string;
  proposal: string;
  token: string;
}

/** An answer, and the tag that names it. */
export interface Told {
  answer: CardAnswer;
  tag: string | null;
}

/**
 * The answer as it stands; with the `known` tag of an earlier one, as soon as there is another.
 * @param wait seconds at most
 * @returns null when the known one is still the answer
 * @throws TokenOver, or whatever keeps an answer from coming
 */
export async function read(
  { base, proposal, token }: Service,
  language: string,
  known: string | null,
  wait: number,
  signal: AbortSignal,
): Promise<Told | null> {
  const url = `${base}/v1/proposals/${encodeURIComponent(proposal)}?language=${language}&wait=${wait}`;
  const headers = { authorization: `Bearer ${token}`, ...(known === null ? {} : { 'if-none-match': known }) };
  const response = await fetch(url, { headers, credentials: 'omit', signal });
  if (response.status === 304) return null;
  if (response.status === 401 || response.status === 403) throw new TokenOver();
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return { answer: (await response.json()) as CardAnswer, tag: response.headers.get('etag') };
}

/** Tells what a user did. `id` is its name: told again, it counts once. @returns whether it arrived */
export async function tell(
  { base, proposal, token }: Service,
  event: { type: Deed; id: string; citation?: string; text?: string },
): Promise<boolean> {
  try {
    const response = await fetch(`${base}/v1/proposals/${encodeURIComponent(proposal)}/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      credentials: 'omit',
      // Also while the page goes away.
      keepalive: true,
      body: JSON.stringify(event),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** A name that nobody else gives; `randomUUID` is only there over TLS. */
export function newName(): string {
  return [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
