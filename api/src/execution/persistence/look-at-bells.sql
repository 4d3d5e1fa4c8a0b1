-- $1 how many. Bells that are handed on to Bull, with what a gate has to know.
SELECT b.id::text AS bell, e.id, e.tool_name AS tool, t.max_in_flight AS "maxInFlight", true AS calls
FROM (SELECT * FROM outbox ORDER BY id LIMIT $1) AS b
JOIN execution e ON e.id = b.execution_id JOIN tool t ON t.name = e.tool_name AND t.version = e.tool_version
ORDER BY b.id
