import { useQuery } from '@tanstack/react-query';
import type { Stop } from '../api-types';
import { useApi } from '../platform/use-api';

/** A stop is rare and matters at once: it is asked for more often than lists are. */
const everyMs = 5_000;

/** Who stopped everything; undefined until known, null while nobody has. */
export function useStop(): Stop | null | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['tools', 'stop'],
    queryFn: ({ signal }) => api.stopOfEverything(signal),
    refetchInterval: everyMs,
  });
  return data;
}
