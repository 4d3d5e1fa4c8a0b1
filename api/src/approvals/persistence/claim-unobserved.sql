-- $1 how many, $2 seconds that a look may take.
-- Tickets whose tool has preconditions that nobody has seen yet and whose next look is due. Each is one worker's for so
-- long; the wait doubles with every look that saw nothing, up to a minute.
WITH due AS (
  SELECT t.id, t.revision
  FROM ticket t LEFT JOIN observing o ON o.ticket_id = t.id
  WHERE t.state = 'pending_review' AND 'unobserved' = ANY(t.flags)
    AND (o.ticket_id IS NULL OR o.revision <> t.revision OR o.next_at <= clock_timestamp())
  ORDER BY coalesce(o.next_at, t.created_at) LIMIT $1
)
INSERT INTO observing AS o (ticket_id, revision, attempts, next_at)
SELECT id, revision, 1, clock_timestamp() + make_interval(secs => $2) FROM due ORDER BY id
ON CONFLICT (ticket_id) DO UPDATE SET
  attempts = CASE WHEN o.revision = excluded.revision THEN o.attempts + 1 ELSE 1 END,
  next_at = clock_timestamp() + make_interval(secs => $2 + least(60, power(2, least(o.attempts, 6)))),
  revision = excluded.revision
WHERE o.revision <> excluded.revision OR o.next_at <= clock_timestamp()
RETURNING ticket_id AS id, revision
