import { canonicalJson, sha256 } from '../../platform/json/canonical.js';
import { driftInWords, driftOf, type Observation, type Read } from '../../rulebook/rules/precondition.js';

export type SecondLook =
  /** Still as it was signed; `digest` is the SHA-256 of what was seen now, null where nothing must hold. */
  | { do: 'go'; digest: string | null }
  /** Nothing can be seen: not now, and not never. */
  | { do: 'wait'; because: string }
  | { do: 'return'; because: string };

/**
 * What a second look at the preconditions comes to, right before the point of no return.
 * @param signed RFC 8785 text of what was seen when it was signed
 * @param now what is seen by now; null where nothing must hold
 */
export function secondLook(signed: string | null, now: Read<Observation> | null): SecondLook {
  if (now === null && signed === null) return { do: 'go', digest: null };
  if (now === null || signed === null) return { do: 'return', because: 'what must hold is not what was signed' };
  if (!now.ok) return { do: 'wait', because: now.because };
  const drift = driftOf(JSON.parse(signed) as Observation, now.value);
  if (drift.length > 0) return { do: 'return', because: driftInWords(drift) };
  return { do: 'go', digest: sha256(canonicalJson(now.value)).toString('hex') };
}
