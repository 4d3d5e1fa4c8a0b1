export const MAX_ATTEMPTS = 8;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 60_000;

/** Whether an answer says "not now" rather than yes or no. A 409 does when it tells how long to wait. */
export const isTryLater = (status: number, retryAfter: string | undefined): boolean =>
  status === 429 || (status === 409 && retryAfter !== undefined);

/**
 * How long to wait after the failed attempt number `attempt` (from 1), in milliseconds. `Retry-After` (seconds or a
 * date) is honoured; without it the wait doubles. `spread` in [0, 1) keeps callers from coming back all at once.
 */
export function waitMs(attempt: number, retryAfter: string | undefined, now: number, spread: number): number {
  const asked = retryAfter === undefined ? Number.NaN : parseRetryAfter(retryAfter, now);
  const wait = Number.isNaN(asked) ? FIRST_WAIT_MS * 2 ** (attempt - 1) : asked;
  return Math.min(Math.max(wait, 0) + spread * FIRST_WAIT_MS, LONGEST_WAIT_MS);
}

const parseRetryAfter = (value: string, now: number): number =>
  /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now;
