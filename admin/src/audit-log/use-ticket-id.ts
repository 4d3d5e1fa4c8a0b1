import { useQuery } from '@tanstack/react-query';
import { useApi } from '../platform/use-api';

/** What someone typed for a ticket, "T-204", "204" or an id, as the id that the log knows. */
export function useTicketId(typed: string | undefined): {
  ticketId: string | undefined;
  missing: boolean;
  pending: boolean;
} {
  const api = useApi();
  const text = typed?.trim() ?? '';
  const number = Number(/^(?:t-?)?(\d{1,9})$/i.exec(text)?.[1]);
  const isId = /^[0-9a-f-]{36}$/i.test(text);
  const { data, isPending } = useQuery({
    queryKey: ['tickets', 'by-number', number],
    queryFn: async () => (await api.list('tickets', { filter: { number }, limit: 1 })).data[0]?.id ?? null,
    enabled: Number.isInteger(number),
  });
  if (!text) return { ticketId: undefined, missing: false, pending: false };
  if (isId) return { ticketId: text, missing: false, pending: false };
  if (!Number.isInteger(number)) return { ticketId: undefined, missing: true, pending: false };
  return { ticketId: data ?? undefined, missing: data === null, pending: isPending };
}
