-- $1 how many, $2 lease in seconds. Takes wishes that a provider is asked; one whose worker died is taken again after its lease.
UPDATE look_up l SET lease_until = clock_timestamp() + make_interval(secs => $2)
FROM execution e
WHERE l.id IN (SELECT id FROM look_up WHERE answered_at IS NULL AND coalesce(lease_until, asked_at) <= clock_timestamp()
    ORDER BY asked_at LIMIT $1 FOR UPDATE SKIP LOCKED)
  AND e.id = l.execution_id
RETURNING l.id, l.execution_id AS "executionId", e.ticket_id AS "ticketId", e.revision, e.tool_name AS "toolName",
  e.tool_version AS "toolVersion", extract(epoch FROM clock_timestamp() - e.intent_at)::float8 AS "sinceIntentSeconds"
