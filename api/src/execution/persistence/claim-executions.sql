-- $1 execution ids, $2 lease in seconds. A fence per claim: whoever holds an older one writes nothing any more.
-- Ready ones are claimed. Ones whose lease ran out are taken over: before intent they start again, after it they stay there.
-- What a stop holds back is left as it is. Whether a tool is stopped is asked once for each tool, not for each execution (twenty
-- claims: 1.23 ms, so 1.03).
WITH stopped AS MATERIALIZED (
  SELECT name FROM (SELECT DISTINCT name FROM tool) AS t WHERE tool_is_stopped(name)
)
UPDATE execution e SET
  state = CASE WHEN e.state = 'intent' THEN 'intent' ELSE 'claimed' END,
  fence = e.fence + 1,
  lease_until = clock_timestamp() + make_interval(secs => $2),
  next_at = NULL
WHERE e.id = ANY($1::uuid[]) AND e.runner = 'countersign'
  AND (e.state = 'ready' OR e.state IN ('claimed', 'intent') AND coalesce(e.next_at, e.lease_until) <= clock_timestamp())
  AND NOT (e.tool_name IN (SELECT name FROM stopped) AND is_held_back(e))
RETURNING e.id, e.ticket_id AS "ticketId", e.fence, e.state, e.attempts, e.tool_name AS "toolName", e.tool_version AS "toolVersion",
  e.revision, extract(epoch FROM clock_timestamp() - coalesce(e.intent_at, clock_timestamp()))::float8 AS "sinceIntentSeconds"
