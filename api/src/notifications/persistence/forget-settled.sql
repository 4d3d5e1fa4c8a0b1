-- $1 days that a message is kept after it was settled, $2 how many at most. The last one of each channel that was tried
-- stays, so that one can see how it went.
WITH over AS (
  SELECT n.id FROM notification n
  WHERE (n.sent_at IS NOT NULL OR n.gave_up_at IS NOT NULL)
    AND coalesce(n.sent_at, n.gave_up_at) < now() - make_interval(days => $1)
    AND EXISTS (SELECT FROM notification m WHERE m.channel_id = n.channel_id AND m.id > n.id AND m.attempts > 0)
  ORDER BY coalesce(n.sent_at, n.gave_up_at) LIMIT $2 FOR UPDATE SKIP LOCKED),
forgotten AS (
  DELETE FROM notification WHERE id = ANY (ARRAY(SELECT id FROM over)) RETURNING id)
SELECT count(*)::int AS n FROM forgotten
