import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'ra-core';
import { useState } from 'react';
import type { RejectReason, RejectReasonList } from '../api-types';
import { useApi } from '../platform/use-api';
import { words } from './words';

/** The list in the making: made from one version, and refused by the server when somebody else was quicker. */
export function useReasonDraft(list: RejectReasonList | undefined) {
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const [made, setMade] = useState<{ version: number; reasons: RejectReason[] } | null>(null);
  const reasons = made?.reasons ?? list?.data ?? [];
  const known = [...(list?.data ?? []), ...(list?.archived ?? [])];
  const change = (next: RejectReason[]) => list && setMade({ version: made?.version ?? list.version, reasons: next });
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (next: { version: number; reasons: RejectReason[] }) => api.changeRejectReasons(next),
    onSuccess: (answer) => {
      queryClient.setQueryData(['reject-reasons'], answer);
      setMade(null);
      notify(words.done, { type: 'success' });
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: ['reject-reasons'] }),
  });
  return {
    reasons,
    archived: known.filter(({ code }) => !reasons.some((one) => one.code === code)),
    changed: made !== null && JSON.stringify(made.reasons) !== JSON.stringify(list?.data),
    busy: isPending,
    error,
    relabel: (code: string, label: string) =>
      change(reasons.map((one) => (one.code === code ? { ...one, label } : one))),
    move: (from: number, by: 1 | -1) => {
      const next = [...reasons];
      next.splice(from + by, 0, ...next.splice(from, 1));
      change(next);
    },
    archive: (code: string) => change(reasons.filter((one) => one.code !== code)),
    offer: (reason: RejectReason) => change([...reasons, reason]),
    discard: () => {
      setMade(null);
      reset();
    },
    save: () => made && mutate(made),
  };
}
