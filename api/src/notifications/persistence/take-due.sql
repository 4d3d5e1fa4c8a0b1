-- $1 how many of one channel, $2 seconds after which another worker may send what this one took and did not settle,
-- $3 channels that are being sent to. Each channel has its own share: one that is away keeps nobody else waiting.
WITH due AS (
  SELECT m.id FROM notification_channel c CROSS JOIN LATERAL (
    SELECT n.id FROM notification n
    WHERE n.channel_id = c.id AND n.sent_at IS NULL AND n.gave_up_at IS NULL AND n.next_at <= clock_timestamp()
    ORDER BY n.next_at LIMIT $1 FOR UPDATE SKIP LOCKED) m
  WHERE c.active AND c.id <> ALL ($3::uuid[])),
taken AS (
  UPDATE notification n SET attempts = n.attempts + 1, next_at = clock_timestamp() + make_interval(secs => $2)
  FROM due WHERE n.id = due.id
  RETURNING n.id, n.channel_id, n.action, n.subject, n.at, n.attempts)
SELECT t.id::text, t.action AS event, t.at, t.attempts, clock_timestamp() AS now, k.id AS "ticketId", g.id AS "changeId", k.due_at AS "dueAt",
  json_build_object('channelId', c.id, 'kind', c.kind, 'url', c.url, 'secret', c.secret, 'format', c.format,
    'recipients', c.recipients, 'language', c.language) AS "to",
  CASE WHEN t.subject LIKE 'tool:%' THEN nullif(substr(t.subject, 6), '*') ELSE coalesce('T-' || k.number, 'C-' || g.number) END AS what
FROM taken t JOIN notification_channel c ON c.id = t.channel_id
LEFT JOIN ticket k ON k.id = CASE WHEN t.subject LIKE 'ticket:%' THEN substr(t.subject, 8)::uuid END
LEFT JOIN change g ON g.id = CASE WHEN t.subject LIKE 'change:%' THEN substr(t.subject, 8)::uuid END
