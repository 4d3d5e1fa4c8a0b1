import { useNotify } from 'ra-core';
import { sentenceOf } from '../../../platform/problem';
import { useVerb } from '../../verbs';
import { useTicket } from '../use-ticket';

export interface Claim {
  /** The one of the two that would do something now. */
  verb: 'claim' | 'release';
  allowed: boolean;
  busy: boolean;
  run: () => void;
}

/** Takes the ticket, or gives it back if it is mine. */
export function useClaim(): Claim {
  const { id, allowedActions } = useTicket();
  const notify = useNotify();
  const claim = useVerb(id, 'claim');
  const release = useVerb(id, 'release');
  const { verb, mutation } = allowedActions.includes('release')
    ? { verb: 'release' as const, mutation: release }
    : { verb: 'claim' as const, mutation: claim };
  return {
    verb,
    allowed: allowedActions.includes(verb),
    busy: mutation.isPending,
    run: () => mutation.mutate({}, { onError: (error) => notify(sentenceOf(error), { type: 'error' }) }),
  };
}
