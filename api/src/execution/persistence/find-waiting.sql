-- $1 a tool, $2 how many, $3 executions that this process has under way. What waits for room, the oldest first.
SELECT e.id, e.tool_name AS tool, t.max_in_flight AS "maxInFlight", true AS calls
FROM execution e JOIN tool t ON t.name = e.tool_name AND t.version = e.tool_version
WHERE e.tool_name = $1 AND e.state = 'ready' AND e.id <> ALL($3::uuid[]) AND NOT tool_is_stopped($1)
ORDER BY e.ready_at LIMIT $2
