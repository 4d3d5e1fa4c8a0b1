import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Filter, Lists } from './api';
import { usePollInterval } from './live-feed';
import { useApi } from './use-api';

export interface KeysetQuery {
  filter?: Filter;
  sort?: string;
  limit?: number;
  enabled?: boolean;
}

/** A list that grows page by page along its cursor, kept fresh by the live feed and by a poll behind it. */
export function useKeysetList<R extends keyof Lists>(
  resource: R,
  { filter, sort, limit = 50, enabled }: KeysetQuery = {},
) {
  const api = useApi();
  const refetchInterval = usePollInterval();
  const query = useInfiniteQuery({
    queryKey: [resource, 'list', { filter, sort, limit }],
    queryFn: ({ pageParam, signal }) => api.list(resource, { filter, sort, limit, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval,
    enabled,
  });
  return { ...query, rows: (query.data?.pages ?? []).flatMap((page) => page.data as Lists[R][]) };
}
