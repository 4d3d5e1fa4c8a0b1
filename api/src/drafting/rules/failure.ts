import { findingOf } from '../../intake/rules/causes.js';
import type { DraftFailure } from '../../intake/rules/contract-table.js';
import type { Finding } from '../../routing/rules/signals.js';

/** Why there is no draft. The answer is then a ticket for people with an empty draft, and this on it. */
export interface Failure {
  kind: DraftFailure;
  /** One sentence for the reviewer, in our words. */
  because: string;
}

/** What a draft is marked with that stays, though its customer has said more, because drafting anew came to nothing. */
export function keptDraft(failure: Failure | null): Finding {
  const why = failure?.because ?? 'nothing was found that answers it now';
  return {
    name: 'draft_kept',
    actual: failure?.kind ?? null,
    because: `the draft is from before the customer answered: ${why}`,
  };
}

/**
 * What a draft is routed with that failed, or came to nothing: such a one never goes out by itself, whatever the policy says.
 */
export function draftFindings(failure: Failure | null, answer: string, tool: string | null): Finding[] {
  if (failure) return [{ name: findingOf(failure.kind), actual: failure.kind, because: failure.because }];
  if (answer !== '') return [];
  if (tool !== null)
    return [
      { name: 'draft_unworded', actual: tool, because: 'the model proposes a call and no words for the customer' },
    ];
  return [{ name: 'draft_empty', actual: null, because: 'nothing was found that answers the question' }];
}
