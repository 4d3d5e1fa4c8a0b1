-- $1 how many at most. What an ended channel was yet to be told; also what was made in the very moment in which it ended.
WITH left_over AS (
  SELECT m.id FROM notification_channel c CROSS JOIN LATERAL (
    SELECT n.id FROM notification n WHERE n.channel_id = c.id AND n.sent_at IS NULL AND n.gave_up_at IS NULL
    LIMIT $1 FOR UPDATE SKIP LOCKED) m
  WHERE c.ended_at IS NOT NULL LIMIT $1),
given_up AS (
  UPDATE notification SET gave_up_at = clock_timestamp(), error = 'the channel was ended'
  WHERE id = ANY (ARRAY(SELECT id FROM left_over)) RETURNING id)
SELECT count(*)::int AS n FROM given_up
