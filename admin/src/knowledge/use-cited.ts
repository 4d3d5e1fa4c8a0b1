import { useQuery } from '@tanstack/react-query';
import type { Passage } from '../api-types';
import { useApi } from '../platform/use-api';

/** Citations of the knowledge base; what else a draft cites is not ours to open. */
const ours = (citation: string) => citation.startsWith('kb:') && !citation.includes(',');

/** At most as many as the server looks for at once, and as fit into an address. */
const most = 20;

/**
 * The passages that citations name, by citation. Those that name nothing in the knowledge base are not in it.
 * @param at when they were made
 */
export function useCited(citations: string[], at: string): Map<string, Passage> {
  const api = useApi();
  const asked = [...new Set(citations.filter(ours))].slice(0, most);
  const { data } = useQuery({
    queryKey: ['cited', asked, at],
    queryFn: ({ signal }) => api.passagesCited(asked, at, signal),
    enabled: asked.length > 0,
    staleTime: 60_000,
  });
  return new Map((data ?? []).map((passage) => [passage.cited ?? passage.id, passage]));
}
