import { useQuery } from '@tanstack/react-query';
import type { Seal } from '../api-types';
import { useApi } from '../platform/use-api';

/** The server looks four times a second for what is to be sealed. */
const ASK_AGAIN_MS = 1_000;

/** Where an entry stands in the sealed log; asks again while it waits for its seal. Undefined until the server has answered. */
export function useSeal(entryId: string): Seal | undefined {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['seal', entryId],
    queryFn: ({ signal }) => api.seal(entryId, signal),
    refetchInterval: ({ state }) => (state.data?.status === 'pending' ? ASK_AGAIN_MS : false),
  });
  return data;
}
