import { useQuery } from '@tanstack/react-query';
import { useApi } from '../platform/use-api';
import { humanize } from '../words/names';
import { words } from './words';

/** Why one may refuse, and why one once could. Changes seldom, so it is asked for seldom. */
export function useReasons() {
  const api = useApi();
  return useQuery({ queryKey: ['reject-reasons'], queryFn: () => api.rejectReasons(), staleTime: 60_000 });
}

/** What a reason's code says to people, archived ones included; the code in words until that is known. */
export function useReasonLabel(): (code: string) => string {
  const { data } = useReasons();
  return (code) => {
    const known = [...(data?.data ?? []), ...(data?.archived ?? [])].find((one) => one.code === code);
    return known ? words.reason(code, known.label) : humanize(code);
  };
}
