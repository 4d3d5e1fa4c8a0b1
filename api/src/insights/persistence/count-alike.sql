-- $1 from, $2 to, $3 one domain or null, $4 at most so many tickets, the newest. Tickets that went to people, with what of their
-- policy log tells their reason code and where they stand, alike ones together.
WITH came AS MATERIALIZED (
  SELECT t.id, t.state, t.revision, r.routing_decision AS decision
  FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1
  WHERE t.created_at >= $1 AND t.created_at < $2 AND ($3::text IS NULL OR t.domain = $3)
    AND insight_way(r.routing_decision) = 'people'
  ORDER BY t.created_at DESC LIMIT $4
), told AS (
  SELECT c.state, e.state AS execution_state, (
    SELECT json_agg(json_build_object('rule', l.rule, 'condition', l.condition, 'held', l.held)
      ORDER BY l.rule, l.condition, l.held)::text
    FROM json_to_recordset(c.decision->'conditions') AS l(rule text, condition text, held boolean)
    WHERE l.held OR l.condition = 'confidence_min') AS conditions
  FROM came c LEFT JOIN execution e ON e.ticket_id = c.id AND e.revision = c.revision
)
SELECT coalesce(conditions, '[]')::json AS conditions, state, execution_state AS "executionState", count(*)::int AS n
FROM told GROUP BY conditions, state, execution_state
