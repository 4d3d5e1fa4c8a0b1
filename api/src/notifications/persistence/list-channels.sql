-- $1 a name and $2 an id to begin behind, $3 how many, $4 only ended ones or only the others; null for all.
-- The last delivery, and what is left to send, counted no further than 1,001.
SELECT c.id, c.name, c.kind, c.format, c.url, c.recipients, c.language, c.events, c.active, c.created_at AS "createdAt", c.ended_at AS "endedAt",
  (SELECT json_build_object('event', n.action, 'at', coalesce(n.sent_at, n.gave_up_at, n.at), 'delivered', n.sent_at IS NOT NULL, 'error', n.error)
    FROM notification n WHERE n.channel_id = c.id AND n.attempts > 0 ORDER BY n.id DESC LIMIT 1) AS last,
  (SELECT count(*)::int FROM (SELECT FROM notification n WHERE n.channel_id = c.id AND n.sent_at IS NULL AND n.gave_up_at IS NULL LIMIT 1001) AS w) AS waiting
FROM notification_channel c
WHERE (c.name, c.id) > ($1, $2::uuid) AND ($4::boolean IS NULL OR (c.ended_at IS NOT NULL) = $4)
ORDER BY c.name, c.id LIMIT $3
