-- $1 an execution's id. What it takes to decide what becomes of it, read once its row is locked.
-- What the agent's backend ran is never asked about: we do not call that endpoint.
SELECT e.id, e.ticket_id AS "ticketId", e.state, e.fence, CASE e.runner WHEN 'agent' THEN 'once' ELSE v.retry_class END AS "retryClass", a.owner_id AS "agentOwnerId", k.issued_by AS "keyIssuerId",
  (SELECT json_build_object('id', r.id, 'personId', r.person_id, 'outcome', r.outcome) FROM resolution r
    WHERE r.execution_id = e.id AND r.ended IS NULL) AS proposed
FROM execution e JOIN tool v ON v.name = e.tool_name AND v.version = e.tool_version
JOIN proposal p ON p.id = e.ticket_id JOIN agent a ON a.id = p.agent_id JOIN agent_key k ON k.id = p.agent_key_id
WHERE e.id = $1
