import Button from '@mui/material/Button';
import { useMutation } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import type { Person } from '../api-types';
import { sentenceOf } from '../platform/problem';
import { useApi } from '../platform/use-api';
import { words } from './words';

/** What an admin can do at once about somebody's way in: a lost laptop, a lost phone. */
export function PersonAccess({ person: { id, name } }: { person: Person }) {
  const api = useApi();
  const notify = useNotify();
  const { mutate, isPending } = useMutation({
    mutationFn: (what: 'signOutPerson' | 'removePersonTotp') => api[what](id),
    onSuccess: (_, what) =>
      notify(what === 'signOutPerson' ? words.signedOut(name) : words.totpRemoved(name), { type: 'success' }),
    onError: (error) => notify(sentenceOf(error), { type: 'error' }),
  });
  return (
    <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap' }}>
      <Button type="button" onClick={() => mutate('signOutPerson')} disabled={isPending}>
        {words.signOut}
      </Button>
      <Button type="button" color="error" onClick={() => mutate('removePersonTotp')} disabled={isPending}>
        {words.removeTotp}
      </Button>
    </div>
  );
}
