import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AuditEntry } from '../../api-types';
import { useApi } from '../../platform/use-api';
import { useSeal } from '../use-seal';
import { type Failure, verifyEntry } from './verify-entry';

export type ProofStatus =
  | { status: 'asking' | 'pending' | 'unchecked' }
  | { status: 'proved'; seq: number; treeSize: number }
  | { status: 'fails'; because: Failure | 'server' };

/** What this browser found of an entry's place in the signed log; asks again while it waits for its seal. */
export function useProof(entry: AuditEntry): ProofStatus {
  const api = useApi();
  const client = useQueryClient();
  const { seal, failed } = useSeal(entry.id);
  const logKeys = { queryKey: ['log-keys'], queryFn: () => api.logKeys() };
  const keys = useQuery({ ...logKeys, staleTime: Number.POSITIVE_INFINITY });
  const sealed = seal?.status === 'sealed' ? seal : undefined;
  const { data: verdict } = useQuery({
    queryKey: ['proof', entry.id, sealed, keys.data],
    queryFn: async () => {
      const first = await verifyEntry(entry, sealed!, keys.data!);
      if (first.status !== 'fails' || first.because !== 'signature') return first;
      // The log's key may have changed since the keys were asked for.
      return verifyEntry(entry, sealed!, await client.fetchQuery({ ...logKeys, staleTime: 0 }));
    },
    enabled: !!sealed && !!keys.data,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (failed) return { status: 'fails', because: 'server' };
  if (seal?.status === 'pending') return { status: 'pending' };
  if (keys.isError) return { status: 'unchecked' };
  if (!sealed || !verdict) return { status: 'asking' };
  return verdict.status === 'proved' ? { status: 'proved', seq: sealed.seq, treeSize: sealed.treeSize } : verdict;
}
