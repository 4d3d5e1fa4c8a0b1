import { useSearchParams } from 'react-router-dom';
import { decides } from '../../identity/roles';
import { useMe } from '../../identity/use-me';
import { type InboxView, readView, strangers, writeView } from './views';

let last: InboxView | null = null;

/** Filters of the address that this console doesn't know, and the way to leave them out. */
export function useStrangers(): [string[], () => void] {
  const [search, setSearch] = useSearchParams();
  const names = strangers(search);
  const leaveOut = () => {
    const rest = new URLSearchParams(search);
    for (const name of names) rest.delete(name);
    setSearch(rest, { replace: true });
  };
  return [names, leaveOut];
}

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
