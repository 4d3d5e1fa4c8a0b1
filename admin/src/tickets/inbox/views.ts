import type { Filter } from '../../platform/api';
import type { KeysetQuery } from '../../platform/use-keyset-list';

export type ViewName = 'signature' | 'mine' | 'escalated' | 'pending' | 'asked' | 'unknown' | 'all';

/** A view of the tickets with what narrows it; lives in the address, so that it can be shared and come back to. */
export interface InboxView {
  name: ViewName;
  narrow: Record<string, string>;
}

/** What a view can be narrowed by, in the API's own filter names: all that a saved filter may hold. */
export const narrowings = [
  'state',
  'domain',
  'tool',
  'flag',
  'queue',
  'customerRef',
  'executionState',
  'claimedBy',
  'agentId',
  'number',
  'needsMySignature',
] as const;

/** Those that are set by other means than by choosing a value: by a link, by whoever is on call to the API, by a view. */
export const notOffered: readonly string[] = ['claimedBy', 'agentId', 'number', 'needsMySignature'];

const pending: Filter = { state: 'pending_review' };

const views: Record<ViewName, Filter> = {
  signature: { ...pending, needsMySignature: true },
  mine: { ...pending, claimedBy: 'me' },
  escalated: { ...pending, queue: 'leads' },
  pending: { ...pending, asked: false },
  asked: { ...pending, asked: true },
  unknown: { executionState: 'unknown' },
  all: {},
};

/** Do all tickets of this view wait for people? Then they are ordered and grouped by time to breach. */
export const isQueue = ({ name, narrow }: InboxView) =>
  name !== 'unknown' && name !== 'asked' && (name !== 'all' || narrow.state === 'pending_review');

export const viewQuery = (view: InboxView): KeysetQuery => ({
  filter: { ...views[view.name], ...view.narrow },
  sort: isQueue(view) ? 'dueAt' : '-createdAt',
});

export function readView(search: URLSearchParams, fallback: ViewName): InboxView {
  const name = search.get('view') as ViewName | null;
  const narrow = Object.fromEntries(narrowings.flatMap((key) => (search.get(key) ? [[key, search.get(key)!]] : [])));
  return { name: name && name in views ? name : fallback, narrow };
}

/** What the address asks for that is no filter here. Nothing is narrowed by it, and the page says so. */
export const strangers = (search: URLSearchParams): string[] => [
  ...new Set([...search.keys()].filter((key) => key !== 'view' && !narrowings.some((known) => known === key))),
];

export const writeView = ({ name, narrow }: InboxView) => new URLSearchParams({ view: name, ...narrow });

/**
 * The address of a view that means the same for whoever opens it: what is claimed by me is claimed by this person. What
 * waits for my signature depends on who looks, and stays so.
 */
export function linkOf({ name, narrow }: InboxView, me: string): string {
  const view: InboxView =
    name === 'mine' ? { name: 'pending', narrow: { ...narrow, claimedBy: me } } : { name, narrow };
  return `/?${writeView(view)}`;
}

/** Does it show everybody who opens it their own tickets? */
export const isPersonal = ({ name, narrow }: InboxView): boolean =>
  name === 'mine' || name === 'signature' || narrow.claimedBy === 'me' || narrow.needsMySignature !== undefined;

export function sameView(a: InboxView, b: InboxView): boolean {
  const text = ({ name, narrow }: InboxView) => JSON.stringify([name, Object.entries(narrow).sort()]);
  return text(a) === text(b);
}
