-- $1 names of tools. The worst that any worker says of a circuit; a stop of the tool before one of everything.
SELECT t.tool, coalesce(c.state, 'closed') AS circuit, c.since AS "circuitSince", s.stopped,
  CASE WHEN c.state IS NULL AND s.stopped IS NULL THEN 0 ELSE (SELECT count(*)::int FROM (
    SELECT FROM execution e WHERE e.tool_name = t.tool AND e.state = 'ready' LIMIT 10001) AS waiting) END AS parked
FROM unnest($1::text[]) AS t(tool)
LEFT JOIN LATERAL (
  SELECT n.state, n.since FROM circuit_now n WHERE n.tool = t.tool ORDER BY n.state = 'open' DESC, n.since LIMIT 1) AS c ON true
LEFT JOIN LATERAL (
  SELECT json_build_object('by', k.stopped_by, 'byName', p.name, 'at', k.stopped_at, 'reason', k.reason, 'everything', k.scope = '*') AS stopped
  FROM kill_switch k JOIN person p ON p.id = k.stopped_by
  WHERE k.scope IN ('*', t.tool) AND k.resumed_at IS NULL ORDER BY k.scope = '*' LIMIT 1) AS s ON true
