import { useQuery } from '@tanstack/react-query';

/**
 * What this browser found about a text and the hash it is said to have.
 * `unchecked`: the page is not in a secure context (plain http from another host), so the browser will not hash.
 */
export type Check = 'checking' | 'matches' | 'differs' | 'unchecked';

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Hashes a text in the reader's browser and compares.
 * @param hash SHA-256 of the text's UTF-8, 64 hex characters
 */
export function useSha256Check(text: string, hash: string): Check {
  const canHash = typeof crypto !== 'undefined' && crypto.subtle !== undefined;
  const { data } = useQuery({
    queryKey: ['sha256', text],
    queryFn: () => sha256(text),
    enabled: canHash,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!canHash) return 'unchecked';
  if (data === undefined) return 'checking';
  return data === hash ? 'matches' : 'differs';
}
