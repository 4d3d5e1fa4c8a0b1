import type { Condition, Outcome } from './decision.js';
import { reasonsInWords } from './words.js';

/** A stored policy log, as far as words are made of it. */
export interface LoggedDecision {
  outcome: Outcome;
  conditions: readonly {
    rule: string;
    condition: string;
    expected: unknown;
    actual: unknown;
    held: boolean;
    because?: string;
  }[];
}

/** Why a ticket waits or was blocked, in words: the policy's reasons, or what holds an allowed one back. */
export function heldInWords({ outcome, conditions }: LoggedDecision): string[] {
  if (outcome === 'allow') {
    return conditions.filter((c) => c.rule === 'sign_off' && c.held).map((c) => c.because ?? c.condition);
  }
  return reasonsInWords({ outcome, conditions: conditions.filter((c) => c.rule !== 'sign_off') as Condition[] });
}
