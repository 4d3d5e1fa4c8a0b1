import { createHash } from 'node:crypto';

const BYTES = 16;

/** What names an answer as it stands, as an entity tag (RFC 9110 §8.8.3): equal answers have equal tags. */
export function tagOf(answer: object): string {
  const digest = createHash('sha256').update(JSON.stringify(answer)).digest();
  return `"${digest.subarray(0, BYTES).toString('base64url')}"`;
}

/**
 * Whether `If-None-Match` names a tag, by weak comparison (RFC 9110 §13.1.2): proxies that compress make strong tags weak.
 * @param names the header as it came
 */
export function isNamed(tag: string, names: string): boolean {
  if (names.trim() === '*') return true;
  const strong = tag.replace(/^W\//, '');
  return [...names.matchAll(/"[^"]*"/g)].some(([name]) => name === strong);
}
