import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 50;

/**
 * Asks until there is an answer: for what another process does in its own time.
 *
 * @param what names it in the error when it never comes
 * @param ask gives the answer; null, undefined or false mean not yet
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  seconds = 20,
): Promise<T> {
  for (const until = Date.now() + seconds * 1000; ; await delay(PAUSE_MS)) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > until) throw new Error(`Waited ${seconds} seconds in vain for: ${what}`);
  }
}
