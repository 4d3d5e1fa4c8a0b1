-- $1 call digest (hex), $2 the ticket itself, $3 seconds back.
SELECT o.number::int AS number
FROM standing_call o
WHERE o.call_digest = decode($1, 'hex') AND o.id <> $2 AND o.created_at > now() - make_interval(secs => $3)
ORDER BY o.created_at LIMIT 1
