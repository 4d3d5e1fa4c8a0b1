-- $1 call digest (hex), $2 the ticket itself, $3 seconds back.
SELECT o.number::int AS number
FROM ticket o LEFT JOIN execution oe ON oe.ticket_id = o.id AND oe.revision = o.revision
WHERE o.call_digest = decode($1, 'hex') AND o.id <> $2 AND o.created_at > now() - make_interval(secs => $3)
  AND o.state IN ('pending_review', 'approved', 'auto_allowed') AND coalesce(oe.state, '') NOT IN ('failed', 'revoked')
ORDER BY o.created_at LIMIT 1
