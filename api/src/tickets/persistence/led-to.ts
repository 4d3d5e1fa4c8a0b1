import type { Conditions } from '../../platform/database/conditions.js';
import type { Database } from '../../platform/database/database.js';

/** A statement that answers ids of tickets which an index leads to; its values go into the conditions. */
export type Ids = (all: Conditions) => string;

/** So few that they are fetched and sorted, instead of walked to. */
export const FEW = 5_000;

/**
 * Tickets that have these words, and those whose words nobody gathered yet: while those are many, nothing leads to few.
 * @param words as `wordQuery` of `rules/words.ts` writes them
 */
export function byWords(words: string): Ids {
  return (all) => `SELECT w.ticket_id AS id FROM ticket_words w WHERE w.words @@ lower(${all.value(words)})::tsquery
    UNION ALL SELECT u.id FROM ticket u WHERE u.resolved_at IS NOT NULL AND u.resolved_at >= (SELECT g.until FROM words_gathered g)`;
}

export async function countsFew(database: Database, all: Conditions, ids: Ids): Promise<boolean> {
  const text = `SELECT count(*)::int AS n FROM (SELECT FROM (${ids(all)}) led LIMIT ${FEW + 1}) few`;
  return (await database.query<{ n: number }>(text, all.values))[0]!.n <= FEW;
}
