import { useQuery } from '@tanstack/react-query';
import type { Seal } from '../api-types';
import { Problem } from '../platform/problem';
import { useApi } from '../platform/use-api';

/** The server looks four times a second for what is to be sealed. */
const ASK_AGAIN_MS = 1_000;

/**
 * Where an entry stands in the sealed log; asks again while it waits for its seal. Undefined until the server has answered.
 * `failed`: the server itself says that the log is not what was signed.
 */
export function useSeal(entryId: string): { seal: Seal | undefined; failed: boolean } {
  const api = useApi();
  const { data, error } = useQuery({
    queryKey: ['seal', entryId],
    queryFn: ({ signal }) => api.seal(entryId, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? ASK_AGAIN_MS : false),
  });
  return { seal: data, failed: error instanceof Problem && error.code === 'log_broken' };
}
