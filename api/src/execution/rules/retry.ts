import type { RetryClass } from '../../rulebook/rules/tool.js';

/** What one attempt came to. `silence` is a timeout, a lost connection, a crash, or an answer that says nothing definite. */
export type Attempt =
  | { kind: 'result'; result: string }
  /** `conflict`: HTTP 409, which of a call sent again may only say that the first one is still under way. */
  | { kind: 'refused'; because: string; conflict?: boolean }
  /** We did not connect: this attempt did nothing. What an earlier one did is as unknown as before. */
  | { kind: 'not_sent'; because: string }
  | { kind: 'not_found' }
  | { kind: 'silence'; because: string };

export type Next =
  | { do: 'succeed'; result: string }
  | { do: 'fail'; because: string }
  | { do: 'give_up'; because: string }
  /** Resend (idempotent) or ask again (queryable) after so many seconds. */
  | { do: 'again'; afterSeconds: number; because: string };

/** How long a provider is taken to remember our key: the least that well-known payment providers promise. */
export const KEY_LIFETIME_SECONDS = 24 * 3600;

/** How long after the attempt a provider may still apply it: "not found" counts only after this. */
export const QUIET_SECONDS = 60;

/**
 * What follows an attempt. After the intent only the retry class decides: an idempotent tool is sent
 * the same execution id again, a queryable one is asked and never sent again, `once` is never touched again.
 * @param sinceIntentSeconds seconds since the first attempt, by the database's clock
 */
export function afterAttempt(
  retryClass: RetryClass,
  attempt: Attempt,
  attempts: number,
  sinceIntentSeconds: number,
): Next {
  if (attempt.kind === 'result') return { do: 'succeed', result: attempt.result };
  const stillUnderWay = attempt.kind === 'refused' && attempt.conflict === true && attempts > 1;
  if (attempt.kind === 'refused' && !stillUnderWay) return { do: 'fail', because: attempt.because };
  if (attempt.kind === 'not_sent' && attempts === 1) return { do: 'fail', because: attempt.because };
  const because = attempt.kind !== 'not_found' ? attempt.because : 'the provider has no record of it';
  if (retryClass === 'once') return { do: 'give_up', because };
  if (sinceIntentSeconds >= KEY_LIFETIME_SECONDS) return { do: 'give_up', because };
  if (attempt.kind === 'not_found' && sinceIntentSeconds >= QUIET_SECONDS) return { do: 'fail', because };
  return { do: 'again', afterSeconds: backoffSeconds(attempts), because };
}

/** 1, 2, 4 … at most 60 seconds. */
export function backoffSeconds(attempts: number): number {
  return Math.min(60, 2 ** Math.max(0, Math.min(attempts - 1, 6)));
}

/** What a worker does with an execution whose intent is written already: the one before it is gone. */
export function takeOver(retryClass: RetryClass): 'send' | 'ask' | 'give_up' {
  if (retryClass === 'idempotent') return 'send';
  return retryClass === 'queryable' ? 'ask' : 'give_up';
}
