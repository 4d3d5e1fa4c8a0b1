import { useEffect } from 'react';
import type { Person } from '../api-types';
import { useKeysetList } from '../platform/use-keyset-list';

/** Nobody looks through more in a menu. */
const MOST = 1_000;

/** Everybody, also beyond the first page: who is not on it is not to be missing from a menu. */
export function useEveryone(enabled = true): Person[] {
  const { rows, hasNextPage, isFetching, fetchNextPage } = useKeysetList('people', { limit: 100, enabled });
  useEffect(() => {
    if (enabled && hasNextPage && !isFetching && rows.length < MOST) void fetchNextPage();
  }, [enabled, hasNextPage, isFetching, rows.length, fetchNextPage]);
  return rows;
}

/** People by id and name, for a filter; undefined where one may not list them, and the filter does without. */
export function usePeopleChoices(enabled = true): [string, string][] | undefined {
  const rows = useEveryone(enabled);
  return rows.length ? rows.map(({ id, name }) => [id, name]) : undefined;
}
