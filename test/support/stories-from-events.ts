import type { QueryRunner } from 'typeorm';
import { FillStories1796000001001 } from '../../migrations/1796000001001-fill-stories.js';
import type { Installation } from './installation.js';

/**
 * Counts stories from the tickets, their events and executions, with nothing that was kept of them, in the form of count-stories.sql:
 * $1 from, $2 to, $3 one domain or null, $4 the beginnings of the buckets, $5 what was known before then, or null for now.
 */
export const FROM_EVENTS = `
  WITH told AS (
    SELECT t.id, t.created_at, t.domain, r.routing_decision AS decision,
      CASE WHEN $5::timestamptz IS NULL OR t.resolved_at < $5 THEN t.state ELSE '' END AS state,
      (array_agg(u.status ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS status,
      (array_agg(u.reason_code ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS reason_code,
      bool_or(u.type IN ('acted', 'resolved')) AS completed,
      coalesce(bool_or(u.type = 'acted' AND u.reason_code = 'LOW_CONFIDENCE'), false) AS acted_on_low,
      bool_or(u.type = 'abandoned') AS abandoned,
      bool_or(u.type = 'retried') AS retried,
      coalesce(max(u.at) FILTER (WHERE u.type IN ('acted', 'resolved')) > min(u.at) FILTER (WHERE u.type = 'retried'), false) AS mended,
      bool_or(u.type = 'complained') AS complained,
      bool_or(u.type IN ('corrected', 'refund_reversed', 'charged_back')) AS wrong,
      bool_or(u.type IN ('refund_reversed', 'charged_back')) AS reversed
    FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1 JOIN user_event u ON u.ticket_id = t.id
    WHERE t.created_at >= $1 AND t.created_at < $2 AND ($3::text IS NULL OR t.domain = $3)
      AND ($5::timestamptz IS NULL OR u.received_at < $5)
    GROUP BY t.id, r.ticket_id, r.revision
    HAVING bool_or(u.type = 'shown')
  ), stories AS (
    SELECT width_bucket(s.created_at, $4::timestamptz[]) - 1 AS bucket, s.domain, s.status, s.reason_code AS "reasonCode",
      EXISTS (SELECT FROM json_to_recordset(s.decision->'conditions') AS c(condition text, held boolean)
        WHERE c.condition = 'confidence_min' AND c.held) AS confident,
      s.completed, s.acted_on_low AS "actedOnLow", s.abandoned, s.retried, s.mended, s.complained, s.wrong, s.reversed,
      s.state = 'rejected' AS refused, s.state IN ('approved', 'rejected') AS judged,
      EXISTS (SELECT FROM execution e WHERE e.ticket_id = s.id AND e.state = 'succeeded'
        AND ($5::timestamptz IS NULL OR e.finished_at < $5)) AS ran
    FROM told s
  )
  SELECT s.*, count(*)::int AS n FROM stories s
  GROUP BY bucket, domain, status, "reasonCode", confident, completed, "actedOnLow", abandoned, retried, mended, complained, wrong,
    reversed, refused, judged, ran`;

/** Makes stories of all that is there, as an installation does that is upgraded. */
export async function fillStories({ sql }: Installation): Promise<void> {
  await new FillStories1796000001001().up({ query: sql } as unknown as QueryRunner);
}

/** The same, with those forgotten that are there. */
export async function refillStories(installation: Installation): Promise<void> {
  await installation.sql('DELETE FROM insight_story');
  await fillStories(installation);
}
