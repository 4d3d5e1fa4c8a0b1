import { type InboxView, writeView } from '../inbox/views';

/** Focus mode over what waits for me, narrowed as the list one comes from. */
export function focusPath({ narrow }: InboxView): string {
  const search = writeView({ name: 'signature', narrow });
  search.delete('view');
  const query = search.toString();
  return query ? `/focus?${query}` : '/focus';
}
