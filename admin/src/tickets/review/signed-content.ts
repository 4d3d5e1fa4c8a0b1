import type { Arguments, Ticket } from '../../api-types';

/** What a sign-off binds itself to, as far as a reader needs to see it. */
export interface SignedContent {
  tool: { name: string; version: number | null; endpointVersion: number | null } | null;
  arguments: Arguments;
  expiresAt: string | null;
}

interface Parsed {
  ticketId?: unknown;
  revision?: unknown;
  tool?: SignedContent['tool'];
  arguments?: Arguments | null;
  expiresAt?: string;
}

/** Reads tool and arguments from the signed text, and from nowhere else; null if it is not about this revision. */
export function readSigned(ticket: Pick<Ticket, 'id' | 'revision' | 'signedContent'>): SignedContent | null {
  try {
    const parsed = JSON.parse(ticket.signedContent) as Parsed;
    if (parsed.ticketId !== ticket.id || parsed.revision !== ticket.revision) return null;
    return { tool: parsed.tool ?? null, arguments: parsed.arguments ?? {}, expiresAt: parsed.expiresAt ?? null };
  } catch {
    return null;
  }
}
