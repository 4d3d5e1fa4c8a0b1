-- $1 from, $2 to: what came into force in that time, oldest first.
SELECT kind, version, at FROM (
  SELECT 'routing_policy' AS kind, version, created_at AS at FROM routing_policy
  UNION ALL SELECT 'sign_off_policy', version, created_at FROM sign_off_policy
  UNION ALL SELECT 'prompt', version, created_at FROM prompt
  UNION ALL SELECT 'tool:' || name, version, created_at FROM tool
) release WHERE at >= $1 AND at < $2 ORDER BY at, kind, version LIMIT 50
