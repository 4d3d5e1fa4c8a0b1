import type { Attempt } from './retry.js';

/**
 * Whether an attempt shows that its tool is there. A result, a refusal and "I have no such execution" do; a silence (timeout,
 * lost connection, 5xx) does not, and neither does an attempt that was never made.
 */
export function answered(attempt: Attempt | null): boolean {
  return attempt !== null && attempt.kind !== 'silence';
}
