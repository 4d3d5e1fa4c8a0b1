import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useApi } from '../platform/use-api';
import { useSearchFilter } from '../platform/use-search-filter';

/** How many days each side may be. */
export const SIDES = ['1', '7', '28'] as const;

/** What is compared around. */
export interface Around {
  /** ISO 8601. */
  at: string;
  /** Of what changed; empty where no change cuts the sides. */
  kind: string;
}

/** What is compared around, if anything; lives in the address. */
export function useAround() {
  const [{ at, kind = '', days = '7' }, , setAll] = useSearchFilter(['at', 'kind', 'days']);
  return {
    around: at && !Number.isNaN(Date.parse(at)) ? { at, kind } : null,
    days: SIDES.some((one) => one === days) ? days : '7',
    compare: (around: Around) => setAll({ ...around }),
    setDays: (next: string) => setAll({ days: next }),
    close: () => setAll({ at: '', kind: '', days: '' }),
  };
}

/** Each figure before and after that moment. */
export function useComparison({ at, kind }: Around, days: string, domain: string | null) {
  const api = useApi();
  return useQuery({
    queryKey: ['insights', 'comparison', at, kind, days, domain],
    queryFn: ({ signal }) => api.insight('comparison', { at, kind, days, domain: domain ?? undefined }, signal),
    placeholderData: keepPreviousData,
  });
}
