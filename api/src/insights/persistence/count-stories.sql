-- $1 from, $2 to, $3 one domain or null, $4 the beginnings of the buckets, ascending, $5 what was known before then, or null for now.
-- Answers that were taken in then and shown to somebody: what the answer said when it was first shown, what was done with it and
-- what turned out, alike ones of a bucket together. A story that went on after $5 is counted anew from what was known then.
WITH story AS (
  SELECT s.taken_at, s.domain, s.confident, s.status, s.reason_code, s.completed_at IS NOT NULL AS completed, s.acted_on_low,
    s.abandoned, s.retried_at IS NOT NULL AS retried, coalesce(s.completed_at > s.retried_at, false) AS mended, s.complained,
    s.wrong, s.reversed, s.verdict, s.ran
  FROM insight_story s
  WHERE s.taken_at >= $1 AND s.taken_at < $2 AND ($3::text IS NULL OR s.domain = $3) AND s.shown_at IS NOT NULL
    AND ($5::timestamptz IS NULL OR s.changed_at < $5)
  UNION ALL
  SELECT s.taken_at, s.domain, s.confident,
    (array_agg(u.status ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1],
    (array_agg(u.reason_code ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1],
    bool_or(u.type IN ('acted', 'resolved')),
    bool_or(u.type = 'acted' AND u.reason_code = 'LOW_CONFIDENCE'),
    bool_or(u.type = 'abandoned'),
    bool_or(u.type = 'retried'),
    coalesce(max(u.at) FILTER (WHERE u.type IN ('acted', 'resolved')) > min(u.at) FILTER (WHERE u.type = 'retried'), false),
    bool_or(u.type = 'complained'),
    bool_or(u.type IN ('corrected', 'refund_reversed', 'charged_back')),
    bool_or(u.type IN ('refund_reversed', 'charged_back')),
    CASE WHEN s.verdict_at < $5 THEN s.verdict END,
    EXISTS (SELECT FROM execution e WHERE e.ticket_id = s.ticket_id AND e.state = 'succeeded' AND e.finished_at < $5)
  FROM insight_story s JOIN user_event u ON u.ticket_id = s.ticket_id
  WHERE s.taken_at >= $1 AND s.taken_at < $2 AND ($3::text IS NULL OR s.domain = $3) AND s.changed_at >= $5 AND u.received_at < $5
  GROUP BY s.ticket_id
  HAVING bool_or(u.type = 'shown')
)
SELECT width_bucket(taken_at, $4::timestamptz[]) - 1 AS bucket, domain, status, reason_code AS "reasonCode", confident, completed,
  acted_on_low AS "actedOnLow", abandoned, retried, mended, complained, wrong, reversed,
  coalesce(verdict = 'rejected', false) AS refused, verdict IS NOT NULL AS judged, ran, count(*)::int AS n
FROM story
GROUP BY bucket, domain, status, "reasonCode", confident, completed, "actedOnLow", abandoned, retried, mended, complained, wrong, reversed,
  refused, judged, ran
