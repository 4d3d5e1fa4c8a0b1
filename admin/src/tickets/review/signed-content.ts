import { useQuery } from '@tanstack/react-query';
import type { Arguments, Ticket } from '../../api-types';

export interface SignedContent {
  tool: { name: string; version: number | null; endpointVersion: number | null } | null;
  arguments: Arguments;
  expiresAt: string | null;
}

/**
 * What the browser itself found about the bytes that are signed.
 * `unchecked`: the page is not in a secure context, so the browser will not hash.
 */
export type Check = 'checking' | 'matches' | 'differs' | 'unchecked';

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

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Hashes the signed text here, in the reader's browser, and compares it with what the server would have signed. */
export function useCheck({ signedContent, contentHash }: Pick<Ticket, 'signedContent' | 'contentHash'>): Check {
  const canHash = typeof crypto !== 'undefined' && crypto.subtle !== undefined;
  const { data } = useQuery({
    queryKey: ['hash', signedContent],
    queryFn: () => sha256(signedContent),
    enabled: canHash,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!canHash) return 'unchecked';
  if (data === undefined) return 'checking';
  return data === contentHash ? 'matches' : 'differs';
}
