import type { AuditEntry } from '../api-types';

/** The id of the ticket that an entry is about, where it is about one. */
export const ticketOf = ({ subject }: AuditEntry): string | null => /^ticket:(.+)$/.exec(subject)?.[1] ?? null;
