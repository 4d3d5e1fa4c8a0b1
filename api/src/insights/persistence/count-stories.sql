-- $1 from, $2 to, $3 one domain or null, $4 the beginnings of the buckets, ascending, $5 what was known before then, or null for now.
-- Answers that were taken in then and shown to somebody: what the answer said when it was first shown, what was done with it and
-- what turned out, alike ones of a bucket together. A story that went on after $5 is counted anew, from what was known then.
WITH alike AS (
  SELECT width_bucket(s.taken_at, $4::timestamptz[]) - 1 AS bucket, s.domain, s.status, s.reason_code, s.facts, count(*)::int AS n
  FROM insight_story s
  WHERE s.taken_at >= $1 AND s.taken_at < $2 AND ($3::text IS NULL OR s.domain = $3) AND s.shown_at IS NOT NULL
    AND ($5::timestamptz IS NULL OR s.changed_at < $5)
  GROUP BY bucket, s.domain, s.status, s.reason_code, s.facts
), went_on AS (
  SELECT width_bucket(s.taken_at, $4::timestamptz[]) - 1 AS bucket, s.domain, s.confident, s.verdict_at < $5 AS judged, s.verdict,
    e.*, coalesce(
      (SELECT bool_or(x.finished_at < $5) FROM execution x WHERE x.ticket_id = s.ticket_id AND x.state = 'succeeded'), false) AS ran
  FROM insight_story s CROSS JOIN LATERAL (
    SELECT (array_agg(u.status ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS status,
      (array_agg(u.reason_code ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS reason_code,
      bool_or(u.type IN ('acted', 'resolved')) AS completed,
      coalesce(bool_or(u.type = 'acted' AND u.reason_code = 'LOW_CONFIDENCE'), false) AS acted_on_low,
      bool_or(u.type = 'abandoned') AS abandoned,
      bool_or(u.type = 'retried') AS retried,
      coalesce(max(u.at) FILTER (WHERE u.type IN ('acted', 'resolved')) > min(u.at) FILTER (WHERE u.type = 'retried'), false) AS mended,
      bool_or(u.type = 'complained') AS complained,
      bool_or(u.type IN ('corrected', 'refund_reversed', 'charged_back')) AS wrong,
      bool_or(u.type IN ('refund_reversed', 'charged_back')) AS reversed
    FROM user_event u WHERE u.ticket_id = s.ticket_id AND u.received_at < $5
    HAVING bool_or(u.type = 'shown')
  ) e
  WHERE s.taken_at >= $1 AND s.taken_at < $2 AND ($3::text IS NULL OR s.domain = $3) AND s.changed_at >= $5
)
SELECT bucket, domain, status, reason_code AS "reasonCode", facts & 1 > 0 AS confident, facts & 2 > 0 AS completed,
  facts & 4 > 0 AS "actedOnLow", facts & 8 > 0 AS abandoned, facts & 16 > 0 AS retried, facts & 32 > 0 AS mended,
  facts & 64 > 0 AS complained, facts & 128 > 0 AS wrong, facts & 256 > 0 AS reversed, facts & 512 > 0 AS refused,
  facts & 1024 > 0 AS judged, facts & 2048 > 0 AS ran, n
FROM alike
UNION ALL
SELECT bucket, domain, status, reason_code, confident, completed, acted_on_low, abandoned, retried, mended, complained, wrong, reversed,
  coalesce(judged AND verdict = 'rejected', false), coalesce(judged AND verdict IS NOT NULL, false), ran, 1
FROM went_on
