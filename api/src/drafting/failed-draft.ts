import type { Drafted } from './drafter.js';
import type { Failure } from './rules/failure.js';

/** A tool may have got another version while the model was asked. */
export const TOOL_CHANGED: Failure = { kind: 'schema_mismatch', because: 'the tool changed while the model was asked' };

/** The same drafting, which has come to nothing after all. */
export function failedBy(drafted: Drafted, failure: Failure): Drafted {
  const nothing = { answer: '', citations: [], confidence: null, estimates: null, toolCall: null };
  return { ...drafted, ...nothing, failure };
}
