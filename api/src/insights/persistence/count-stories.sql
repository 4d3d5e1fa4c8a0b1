-- $1 from, $2 to, $3 one domain or null. Answers that were taken in then and shown to somebody: what the answer said when it was
-- first shown, what was done with it and what turned out, alike ones together.
WITH told AS (
  SELECT t.id, t.domain, t.state, t.revision, r.routing_decision AS decision,
    (array_agg(u.status ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS status,
    (array_agg(u.reason_code ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS reason_code,
    bool_or(u.type IN ('acted', 'resolved')) AS completed,
    bool_or(u.type = 'acted' AND u.reason_code = 'LOW_CONFIDENCE') AS acted_on_low,
    bool_or(u.type = 'abandoned') AS abandoned,
    bool_or(u.type = 'retried') AS retried,
    coalesce(max(u.at) FILTER (WHERE u.type IN ('acted', 'resolved')) > min(u.at) FILTER (WHERE u.type = 'retried'), false) AS mended,
    bool_or(u.type = 'complained') AS complained,
    bool_or(u.type IN ('corrected', 'refund_reversed', 'charged_back')) AS wrong,
    bool_or(u.type IN ('refund_reversed', 'charged_back')) AS reversed
  FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1 JOIN user_event u ON u.ticket_id = t.id
  WHERE t.created_at >= $1 AND t.created_at < $2 AND ($3::text IS NULL OR t.domain = $3)
  GROUP BY t.id, r.ticket_id, r.revision
  HAVING bool_or(u.type = 'shown')
), stories AS (
  SELECT s.domain, s.status, s.reason_code AS "reasonCode", s.completed, s.acted_on_low AS "actedOnLow", s.abandoned, s.retried, s.mended,
    s.complained, s.wrong, s.reversed, s.state = 'rejected' AS refused, s.state IN ('approved', 'rejected') AS judged,
    EXISTS (SELECT FROM json_to_recordset(s.decision->'conditions') AS c(condition text, held boolean)
      WHERE c.condition = 'confidence_min' AND c.held) AS confident,
    EXISTS (SELECT FROM execution e WHERE e.ticket_id = s.id AND e.state = 'succeeded') AS ran
  FROM told s
)
SELECT s.*, count(*)::int AS n FROM stories s
GROUP BY domain, status, "reasonCode", completed, "actedOnLow", abandoned, retried, mended, complained, wrong, reversed, refused, judged,
  confident, ran
