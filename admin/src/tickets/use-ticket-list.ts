import { useKeysetList } from '../platform/use-keyset-list';
import { type InboxView, viewQuery } from './inbox/views';

/** The tickets of a view, in its order. Inbox and review ask the same question, so that they share one answer. */
export const useTicketList = (view: InboxView) => useKeysetList('tickets', viewQuery(view));
