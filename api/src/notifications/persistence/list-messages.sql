-- $1 a channel, $2 an id to begin before, null for the newest, $3 how many.
SELECT n.id::text, n.action AS event, n.at, n.attempts, k.id AS "ticketId",
  CASE WHEN n.subject LIKE 'tool:%' THEN nullif(substr(n.subject, 6), '*') ELSE coalesce('T-' || k.number, 'C-' || g.number) END AS what,
  CASE WHEN n.sent_at IS NOT NULL THEN 'delivered' WHEN n.gave_up_at IS NOT NULL THEN 'given_up' ELSE 'waiting' END AS state,
  coalesce(n.sent_at, n.gave_up_at) AS "settledAt", n.error
FROM notification n
LEFT JOIN ticket k ON k.id = CASE WHEN n.subject LIKE 'ticket:%' THEN substr(n.subject, 8)::uuid END
LEFT JOIN change g ON g.id = CASE WHEN n.subject LIKE 'change:%' THEN substr(n.subject, 8)::uuid END
WHERE n.channel_id = $1 AND n.id < coalesce($2::bigint, 9223372036854775807)
ORDER BY n.id DESC LIMIT $3
