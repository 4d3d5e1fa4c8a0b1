import type { PoolClient } from 'pg';
import { Problem } from '../../platform/http/problem.js';
import type { PersonPrincipal } from '../principal.js';
import { newSessionToken } from '../secrets.js';

/** A session as its person sees it. */
export interface SessionRow {
  id: string;
  /** "Firefox on Windows"; empty when not known. */
  device: string;
  createdAt: Date;
  /** The last change that was made in it, to the minute. */
  seenAt: Date;
  expiresAt: Date;
}

export const SESSION_ITEM =
  'id, device, created_at AS "createdAt", date_trunc(\'minute\', seen_at) AS "seenAt", expires_at AS "expiresAt"';

/** A session's new secrets. */
export interface Rotated {
  token: string;
  csrfToken: string;
  /** Until it ends; going on under another token makes it last no longer. */
  maxAgeSeconds: number;
}

/**
 * Gives a session another token; the one before is dead from the commit on.
 * @throws Problem 401 `not_signed_in` when it ended, or got another token, meanwhile
 */
export async function rotate(
  client: PoolClient,
  { tokenHash }: PersonPrincipal,
  { steppedUp = false } = {},
): Promise<Rotated> {
  const { token, csrfToken, hash } = newSessionToken();
  const { rows } = await client.query<{ seconds: number }>(
    `UPDATE session SET token_hash = $2, csrf_token = $3, seen_at = clock_timestamp(),
       stepped_up_at = CASE WHEN $4 THEN clock_timestamp() ELSE stepped_up_at END
     WHERE token_hash = $1 RETURNING ceil(extract(epoch FROM expires_at - now()))::int AS seconds`,
    [tokenHash, hash, csrfToken, steppedUp],
  );
  const row = rows[0];
  if (!row) throw new Problem(401, 'not_signed_in', 'This session ended meanwhile. Sign in again.');
  return { token, csrfToken, maxAgeSeconds: Math.max(1, row.seconds) };
}

/**
 * Ends a person's sessions and forgets the browsers they are known on.
 * @param but a session that goes on
 * @returns how many sessions ended
 */
export async function endSessions(client: PoolClient, personId: string, but: string | null = null): Promise<number> {
  const { rowCount } = await client.query('DELETE FROM session WHERE person_id = $1 AND id IS DISTINCT FROM $2', [
    personId,
    but,
  ]);
  await client.query('DELETE FROM known_device WHERE person_id = $1', [personId]);
  return rowCount ?? 0;
}
