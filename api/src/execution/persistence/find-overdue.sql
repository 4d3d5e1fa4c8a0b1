-- $1 seconds that a ready execution may wait for its bell, $2 how many in all, $3 JSON object: how many calls may begin of a
-- tool whose gate this process knows, $4 how many of any other.
-- What no bell rings for: lost bells, leases that ran out, and attempts whose time has come. Looked for tool by tool, so
-- that the many that are parked for one hide none of another; of a tool that is shut only what calls nothing.
WITH gate AS MATERIALIZED (
  SELECT t.name AS tool, coalesce(($3::json ->> t.name)::int, $4) AS room, tool_is_stopped(t.name) AS stopped
  FROM (SELECT DISTINCT name FROM tool) AS t
), due AS (
  (SELECT e.id, e.tool_name, e.tool_version, true AS calls, e.ready_at AS since
  FROM gate g CROSS JOIN LATERAL (
    SELECT * FROM execution x
    WHERE x.tool_name = g.tool AND x.state = 'ready' AND x.runner = 'countersign'
      AND x.ready_at <= clock_timestamp() - make_interval(secs => $1) AND (x.next_at IS NULL OR x.next_at <= clock_timestamp())
    ORDER BY x.ready_at LIMIT CASE WHEN g.stopped THEN 0 ELSE g.room END) AS e)
  UNION ALL
  (SELECT e.id, e.tool_name, e.tool_version, e.calls, e.since
  FROM gate g CROSS JOIN LATERAL (
    SELECT x.*, coalesce(x.next_at, x.lease_until, x.ready_at) AS since, NOT (x.state = 'intent' AND t.retry_class = 'once') AS calls
    FROM execution x JOIN tool t ON t.name = x.tool_name AND t.version = x.tool_version
    WHERE x.tool_name = g.tool AND x.finished_at IS NULL AND x.state <> 'ready' AND x.state IN ('claimed', 'intent')
      AND coalesce(x.next_at, x.lease_until, x.ready_at) <= clock_timestamp()
      AND (g.room > 0 OR x.state = 'intent' AND t.retry_class = 'once')
      AND NOT (g.stopped AND is_held_back(x))
    ORDER BY coalesce(x.next_at, x.lease_until, x.ready_at) LIMIT $2) AS e)
  UNION ALL
  -- Parked until after its time: it is ended without a call.
  (SELECT e.id, e.tool_name, e.tool_version, false, e.ready_at
  FROM gate g CROSS JOIN LATERAL (
    SELECT * FROM execution x WHERE x.tool_name = g.tool AND x.state = 'ready' AND x.runner = 'countersign' ORDER BY x.ready_at LIMIT 64) AS e
  JOIN ticket t ON t.id = e.ticket_id
  WHERE (g.stopped OR g.room = 0) AND t.expires_at <= clock_timestamp())
)
SELECT d.id, d.tool_name AS tool, t.max_in_flight AS "maxInFlight", d.calls
FROM due d JOIN tool t ON t.name = d.tool_name AND t.version = d.tool_version
ORDER BY d.since LIMIT $2
