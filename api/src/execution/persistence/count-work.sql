-- What waits for somebody, each counted in an index and no further than 10,001.
SELECT
  (SELECT count(*)::int FROM (
    SELECT FROM (SELECT DISTINCT name FROM tool) AS t
    CROSS JOIN LATERAL (SELECT FROM execution e WHERE e.tool_name = t.name AND e.state = 'ready' LIMIT 10001) AS waiting
    WHERE tool_is_shut(t.name) LIMIT 10001) AS capped) AS parked,
  (SELECT count(DISTINCT c.tool)::int FROM circuit_now c) AS circuits,
  (SELECT count(*)::int FROM (SELECT FROM execution WHERE state = 'unknown' LIMIT 10001) AS capped) AS unknown
