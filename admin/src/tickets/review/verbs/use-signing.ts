import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { Verb, VerbBody } from '../../../api-types';
import { Problem } from '../../../platform/problem';
import { useVerb } from '../../verbs';
import { useTicket } from '../use-ticket';
import { words } from './words';

/** A verb that is bound to what was on screen when its dialog opened, and to nothing that came later. */
export function useSigning<V extends Extract<Verb, 'approve' | 'reject' | 'revoke' | 'revise'>>(
  verb: V,
  done: string,
  onClose: () => void,
) {
  const ticket = useTicket();
  const [shown] = useState({ revision: ticket.revision, contentHash: ticket.contentHash });
  const notify = useNotify();
  const mutation = useVerb(ticket.id, verb);
  const refused = mutation.error instanceof Problem && mutation.error.code === 'stale_revision';
  // One's own revision changes the hash as well, and is no surprise.
  const changed = ticket.contentHash !== shown.contentHash && !mutation.isPending && !mutation.isSuccess;
  return {
    shown,
    busy: mutation.isPending,
    error: mutation.error,
    stale: changed || refused ? words.stale.changed(ticket.revision) : null,
    send: (body: Omit<VerbBody[V], 'revision' | 'contentHash'>, whenDone: () => void) =>
      mutation.mutate({ ...shown, ...body } as VerbBody[V], {
        onSuccess: () => {
          whenDone();
          notify(done, { type: 'success' });
          onClose();
        },
      }),
  };
}
