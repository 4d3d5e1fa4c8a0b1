import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Api } from './api';
import { useApi } from './use-api';

/** Long enough not to ask at every key, short enough to be there when one looks up. */
const pauseMs = 350;

/**
 * Has the server look at what is being written, whenever one pauses; nothing is changed by it.
 * @param input null while there is nothing that could be looked at
 */
export function useCheck<Input, Answer>(
  name: string,
  input: Input | null,
  ask: (api: Api, input: Input, signal: AbortSignal) => Promise<Answer>,
) {
  const api = useApi();
  const asked = JSON.stringify(input);
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);
  const query = useQuery({
    queryKey: ['check', name, settled],
    queryFn: ({ signal }) => ask(api, JSON.parse(settled) as Input, signal),
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
  });
  /** Whether the answer is about what stands there now. */
  const isCurrent = settled === asked && !query.isFetching && !query.isPlaceholderData;
  return { data: settled === 'null' ? undefined : query.data, error: query.error, isCurrent };
}
