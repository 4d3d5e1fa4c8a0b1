import { useSearchParams } from 'react-router-dom';
import { decides } from '../../identity/roles';
import { useMe } from '../../identity/use-me';
import { type InboxView, readView, writeView } from './views';

let last: InboxView | null = null;

/** The view the address asks for; without one, what waits for me, or all that waits where I sign nothing. */
export function useView(): [InboxView, (view: InboxView) => void] {
  const [search, setSearch] = useSearchParams();
  const { roles } = useMe();
  const view = readView(search, roles.length === 0 || decides(roles) ? 'signature' : 'pending');
  last = view;
  return [view, (next) => setSearch(writeView(next))];
}

/** The list one came from: what "next" means on a ticket, and where "back" leads. */
export const lastView = (): InboxView => last ?? { name: 'signature', narrow: {} };
