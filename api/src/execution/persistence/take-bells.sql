-- $1 how many. Takes bells off the outbox; a bell lost by a crash right after is found by the sweep.
WITH taken AS (
  DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
  RETURNING id, execution_id
)
SELECT e.id, e.tool_name AS tool, t.max_in_flight AS "maxInFlight", true AS calls
FROM taken b JOIN execution e ON e.id = b.execution_id JOIN tool t ON t.name = e.tool_name AND t.version = e.tool_version
ORDER BY b.id
