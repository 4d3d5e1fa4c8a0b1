import type { Arguments, Ticket } from '../../api-types';

/** What was seen of each precondition, by its name: what must stay so, and what may change. */
export type Sights = Record<string, { watch: Record<string, unknown>; show: Record<string, unknown> }>;

/** What a sign-off binds itself to, as far as a reader needs to see it. */
export interface SignedContent {
  tool: { name: string; version: number | null; endpointVersion: number | null } | null;
  arguments: Arguments;
  /** The tool has preconditions. */
  conditional: boolean;
  /** What was seen of them; null while nothing was. */
  observation: { asOf: string; seen: Sights } | null;
  expiresAt: string | null;
}

interface Parsed {
  ticketId?: unknown;
  revision?: unknown;
  tool?: SignedContent['tool'];
  arguments?: Arguments | null;
  preconditions?: SignedContent['observation'];
  expiresAt?: string;
}

/** Reads tool and arguments from the signed text, and from nowhere else; null if it is not about this revision. */
export function readSigned(ticket: Pick<Ticket, 'id' | 'revision' | 'signedContent'>): SignedContent | null {
  try {
    const parsed = JSON.parse(ticket.signedContent) as Parsed;
    if (parsed.ticketId !== ticket.id || parsed.revision !== ticket.revision) return null;
    return {
      tool: parsed.tool ?? null,
      arguments: parsed.arguments ?? {},
      conditional: parsed.preconditions !== undefined,
      observation: parsed.preconditions ?? null,
      expiresAt: parsed.expiresAt ?? null,
    };
  } catch {
    return null;
  }
}
