import { mayCount } from '../../approvals/rules/four-eyes.js';
import type { Attempt } from './retry.js';
import { QUIET_SECONDS } from './retry.js';

export const FOUND_OUT = ['succeeded', 'failed'] as const;
export type FoundOut = (typeof FOUND_OUT)[number];

/** What is known of an execution when somebody says what became of it. */
export interface UnknownFacts {
  state: string;
  agentOwnerId: string;
  keyIssuerId: string;
  /** What another person, or the same, said and nobody has answered yet. */
  proposed: { id: string; personId: string; outcome: FoundOut } | null;
}

export type Resolving =
  | { do: 'propose' }
  | { do: 'confirm'; proposed: NonNullable<UnknownFacts['proposed']> }
  /** Both words are void: the next one proposes anew. */
  | { do: 'contradict'; proposed: NonNullable<UnknownFacts['proposed']> }
  | { do: 'refuse'; code: 'not_unknown' | 'already_proposed' | 'not_allowed_to_resolve'; because: string };

/**
 * An unknown outcome ends when two different people say the same of it, each with evidence. Who may not sign for the agent may
 * not say what its call came to either. Who signed the ticket may: that they wanted it says nothing of what became of it, and
 * where few people review there would be no way out without them.
 */
export function resolve(facts: UnknownFacts, personId: string, outcome: FoundOut): Resolving {
  const may = mayResolve(facts, personId);
  if (!may.ok) return { do: 'refuse', code: 'not_allowed_to_resolve', because: may.because };
  if (facts.state !== 'unknown') {
    return { do: 'refuse', code: 'not_unknown', because: `This execution is ${facts.state}; nothing is unknown.` };
  }
  const { proposed } = facts;
  if (!proposed) return { do: 'propose' };
  if (proposed.personId === personId) {
    const because = 'You have said what became of it. Somebody else has to say so, too, or otherwise.';
    return { do: 'refuse', code: 'already_proposed', because };
  }
  return proposed.outcome === outcome ? { do: 'confirm', proposed } : { do: 'contradict', proposed };
}

export function mayResolve(
  { agentOwnerId, keyIssuerId }: Pick<UnknownFacts, 'agentOwnerId' | 'keyIssuerId'>,
  personId: string,
): ReturnType<typeof mayCount> {
  return mayCount({ personId, agentOwnerId, keyIssuerId, revisionMadeBy: null });
}

export type LookedUp =
  | { state: 'succeeded'; result: string }
  | { state: 'failed'; because: string }
  /** Nothing was found out: the outcome stays unknown. */
  | { state: null; because: string };

/** What a look-up at the provider says of an unknown outcome. "No record" counts only after the quiet time. */
export function afterLookUp(attempt: Attempt, sinceIntentSeconds: number): LookedUp {
  if (attempt.kind === 'result') return { state: 'succeeded', result: attempt.result };
  if (attempt.kind !== 'not_found') return { state: null, because: attempt.because };
  const because = 'the provider has no record of it';
  return sinceIntentSeconds >= QUIET_SECONDS
    ? { state: 'failed', because }
    : { state: null, because: `${because} yet` };
}
