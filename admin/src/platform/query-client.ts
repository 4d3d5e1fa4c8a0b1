import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem';

/** Refusals are answers and are not asked again; only an unreachable or failing server is, twice. */
function worthRetrying(failures: number, error: unknown) {
  const refused = error instanceof Problem && error.status >= 400 && error.status < 500;
  return !refused && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 1000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
