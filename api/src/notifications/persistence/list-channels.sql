-- $1 a name to begin behind, $2 how many. The last delivery, and what is left to send, counted no further than 1,001.
SELECT c.id, c.name, c.format, c.url, c.events, c.active, c.created_at AS "createdAt",
  (SELECT json_build_object('event', n.action, 'at', coalesce(n.sent_at, n.gave_up_at, n.at), 'delivered', n.sent_at IS NOT NULL, 'error', n.error)
    FROM notification n WHERE n.channel_id = c.id AND n.attempts > 0 ORDER BY n.id DESC LIMIT 1) AS last,
  (SELECT count(*)::int FROM (SELECT FROM notification n WHERE n.channel_id = c.id AND n.sent_at IS NULL AND n.gave_up_at IS NULL LIMIT 1001) AS w) AS waiting
FROM notification_channel c WHERE c.name > $1 ORDER BY c.name LIMIT $2
