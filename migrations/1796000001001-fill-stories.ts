import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mergeEvents } from './merge-events-into-stories.js';

/**
 * Stories of what was there before they were kept, a day at a time and each day by itself, so that nobody who works meanwhile
 * waits for all of it. What a trigger wrote stands; whoever is interrupted begins again.
 */
export class FillStories1796000001001 implements MigrationInterface {
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    const days: { since: string; until: string }[] = await runner.query(`
      SELECT since::text, (since + interval '1 day')::text AS until
      FROM (SELECT min(created_at) AS first, max(created_at) AS last FROM ticket) t,
        generate_series(t.first, t.last, interval '1 day') AS since`);
    for (const { since, until } of days) {
      await runner.query(WITH_EVENTS, [since, until]);
      await runner.query(WITH_WHAT_CAME_OF_IT, [since, until]);
    }
  }

  /** The table goes with the migration that made it. */
  async down(): Promise<void> {}
}

const WITH_EVENTS = mergeEvents(`(SELECT told.* FROM ticket taken JOIN user_event told ON told.ticket_id = taken.id
            WHERE taken.created_at >= $1 AND taken.created_at < $2)`);

const WITH_WHAT_CAME_OF_IT = `
        INSERT INTO insight_story AS s (ticket_id, taken_at, changed_at, confident, domain, verdict, verdict_at, ran)
        SELECT t.id, t.created_at, greatest(v.at, e.finished_at), insight_confident(r.routing_decision), t.domain, v.verdict, v.at,
          e.finished_at IS NOT NULL
        FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1
        LEFT JOIN LATERAL (SELECT t.state AS verdict, t.resolved_at AS at WHERE t.state IN ('approved', 'rejected')) v ON true
        LEFT JOIN LATERAL (
          SELECT max(x.finished_at) AS finished_at FROM execution x WHERE x.ticket_id = t.id AND x.state = 'succeeded'
        ) e ON true
        WHERE t.created_at >= $1 AND t.created_at < $2 AND num_nonnulls(v.at, e.finished_at) > 0
        ON CONFLICT (ticket_id) DO UPDATE SET
          verdict = CASE WHEN s.verdict_at IS NULL THEN EXCLUDED.verdict ELSE s.verdict END,
          verdict_at = coalesce(s.verdict_at, EXCLUDED.verdict_at),
          ran = s.ran OR EXCLUDED.ran,
          changed_at = greatest(s.changed_at, EXCLUDED.changed_at)`;
