import type { Failure } from './failure.js';

/** How one call to a model went wrong before there was an answer to read. */
export type Fault =
  /** The server said so; `code` is its own word for why. */
  | { kind: 'status'; status: number; code: string | null; retryAfterMs: number | null }
  | { kind: 'connection' }
  | { kind: 'timeout' }
  /** The answer had begun, and broke off. */
  | { kind: 'cut' }
  /** It is whole, and nothing that could be read. */
  | { kind: 'unreadable' }
  /** It was longer than any answer to the question can be. */
  | { kind: 'oversized' }
  /** Nothing was sent: too many went wrong in a row. */
  | { kind: 'open_circuit' };

export type Next = { retry: 'same' | 'fallback'; afterMs: number } | { failure: Failure };

/** Calls to one model at most. */
const MOST_OF_ONE = 2;
const FIRST_WAIT_MS = 250;

/**
 * What to do after a fault. Asking again is safe, because a draft does nothing; it is worth it only where the server says so or nothing came:
 * on 408, 409, 429 and 5xx, after what `retry-after` asks for, and when the connection broke. A model that is slow, unknown or given up on
 * for now is left for the fallback.
 * @param calls made to this model so far
 * @param leftMs until the whole draft has to be there
 */
export function nextAttempt(fault: Fault, calls: number, hasFallback: boolean, leftMs: number): Next {
  const afterMs = fault.kind === 'status' && fault.retryAfterMs !== null ? fault.retryAfterMs : FIRST_WAIT_MS * calls;
  if (mayRepeat(fault) && calls < MOST_OF_ONE && afterMs < leftMs) return { retry: 'same', afterMs };
  if (mayFallBack(fault) && hasFallback && leftMs > 0) return { retry: 'fallback', afterMs: 0 };
  return { failure: failureOf(fault) };
}

/** Money or access that is missing will be missing in a second, too. */
const HOPELESS = ['insufficient_quota', 'invalid_api_key', 'billing_hard_limit_reached'];

function mayRepeat(fault: Fault): boolean {
  if (fault.kind !== 'status') return fault.kind === 'connection' || fault.kind === 'cut';
  if (fault.code !== null && HOPELESS.includes(fault.code)) return false;
  return [408, 409, 429].includes(fault.status) || fault.status >= 500;
}

function mayFallBack(fault: Fault): boolean {
  if (fault.kind === 'unreadable' || fault.kind === 'oversized') return false;
  return mayRepeat(fault) || fault.kind !== 'status' || fault.status === 404 || fault.code === 'model_not_found';
}

function failureOf(fault: Fault): Failure {
  switch (fault.kind) {
    case 'timeout':
      return { kind: 'timed_out', because: 'the model did not answer in time' };
    case 'cut':
      return { kind: 'stream_cut', because: 'the model’s answer broke off' };
    case 'unreadable':
      return { kind: 'malformed', because: 'what the model’s server sent is no JSON' };
    case 'oversized':
      return { kind: 'malformed', because: 'what the model’s server sent is longer than an answer can be' };
    case 'connection':
      return { kind: 'model_unavailable', because: 'the model’s server could not be reached' };
    case 'open_circuit':
      return { kind: 'model_unavailable', because: 'the model’s server failed too often; it is left alone for now' };
    case 'status': {
      const code = fault.code === null ? '' : ` (${fault.code})`;
      return { kind: 'model_unavailable', because: `the model’s server answered HTTP ${fault.status}${code}` };
    }
  }
}
