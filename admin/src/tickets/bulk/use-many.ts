import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TicketSummary, Verb, VerbBody } from '../../api-types';
import { sentenceOf } from '../../platform/problem';
import { useApi } from '../../platform/use-api';

export interface Failure {
  ticket: TicketSummary;
  because: string;
}

/** One request for each ticket, one after the other: each is decided by itself, and one that fails holds up no other. */
export function useMany<V extends Extract<Verb, 'reject' | 'hand_over'>>(verb: V) {
  const api = useApi();
  const queryClient = useQueryClient();
  const [done, setDone] = useState<number | null>(null);
  const [failures, setFailures] = useState<Failure[]>([]);
  const run = async (tickets: TicketSummary[], bodyFor: (ticket: TicketSummary) => VerbBody[V]): Promise<Failure[]> => {
    const failed: Failure[] = [];
    setFailures([]);
    for (const [n, ticket] of tickets.entries()) {
      setDone(n);
      try {
        await api.decide(ticket.id, verb, bodyFor(ticket));
      } catch (error) {
        failed.push({ ticket, because: sentenceOf(error) });
      }
    }
    setDone(null);
    setFailures(failed);
    for (const resource of ['tickets', 'ticket-counts', 'approvals', 'audit-log']) {
      void queryClient.invalidateQueries({ queryKey: [resource] });
    }
    return failed;
  };
  return { run, done, busy: done !== null, failures };
}
