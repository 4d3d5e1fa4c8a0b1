import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Insights } from '../platform/api';
import { serverNow } from '../platform/clock';
import { usePollInterval } from '../platform/live-feed';
import { useApi } from '../platform/use-api';
import { useSearchFilter } from '../platform/use-search-filter';

const HOUR_MS = 3_600_000;

/** What one can look back on, in hours. */
export const spans: Record<string, number> = {
  '24h': 24,
  '7d': 7 * 24,
  '30d': 30 * 24,
  '90d': 90 * 24,
  '365d': 365 * 24,
};

/** What the page is about; lives in the address. */
export interface Scope {
  span: string;
  domain: string | null;
}

export function useScope(usual: string): [Scope, (name: 'span' | 'domain', value: string) => void] {
  const [{ span = usual, domain = null }, set] = useSearchFilter(['span', 'domain']);
  return [{ span: span in spans ? span : usual, domain }, set];
}

/** The reader's zone; a browser that doesn't know it says `Etc/Unknown`, which is none. */
export const readersZone = (): string => {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return timeZone && timeZone !== 'Etc/Unknown' ? timeZone : 'UTC';
};

/** What a trend of that span is cut at: few enough points to be told apart. */
export const grainOf = (span: string): string =>
  spans[span]! <= 24 ? 'hour' : spans[span]! <= 31 * 24 ? 'day' : 'week';

/** Counting is dearer than a list, and nobody steers by the second; what follows every answer to now is dearest, and moves by the day. */
const pauseOf = (name: keyof Insights): number => (name === 'kpis/trend' ? 300_000 : 30_000);

/** One kind of figure over the scope, up to the moment it is asked for; asked again as lists are. @param by what it is cut at, as the server thinks best unless given */
export function useInsight<N extends keyof Insights>(name: N, { span, domain }: Scope, by?: string) {
  const api = useApi();
  const refetchInterval = usePollInterval();
  const zone = readersZone();
  return useQuery({
    queryKey: ['insights', name, span, domain, zone, by],
    queryFn: ({ signal }) => {
      const minute = Math.floor(serverNow() / 60_000) * 60_000;
      const from = new Date(minute - spans[span]! * HOUR_MS).toISOString();
      return api.insight(name, { from, zone, by, domain: domain ?? undefined }, signal);
    },
    placeholderData: keepPreviousData,
    refetchInterval: Math.max(refetchInterval, pauseOf(name)),
    staleTime: 15_000,
  });
}

interface Stretch {
  from: string;
  to: string;
  by: string;
  zone: string;
  domain: string | null;
}

/** Where the very numbers on screen can be had as a file. */
export function csvHref(name: keyof Insights, { from, to, by, zone, domain }: Stretch): string {
  const search = new URLSearchParams({ from, to, by, zone, ...(domain ? { domain } : {}), format: 'csv' });
  return `/v1/insights/${name}?${search}`;
}

/** Where what those numbers are counted from can be had as a file. */
export function rawHref({ from, to, domain }: Stretch): string {
  const search = new URLSearchParams({ from, to, ...(domain ? { domain } : {}) });
  return `/v1/insights/kpis/events?${search}`;
}
