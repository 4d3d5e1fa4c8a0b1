-- $1 whether only unknown outcomes, $2 the id after which, or null, $3 how many. Newest first; ids are made in the order of time.
-- For what the agent's backend ran the grant is the point of no return, and nobody is asked.
SELECT e.id, e.ticket_id AS "ticketId", t.number::int AS "ticketNumber", e.revision, e.tool_name AS tool, e.tool_version AS "toolVersion",
  CASE e.runner WHEN 'agent' THEN 'once' ELSE v.retry_class END AS "retryClass", r.arguments_raw AS arguments, t.customer_ref AS "customerRef", e.state, e.attempts, e.error,
  e.ready_at AS "readyAt", coalesce(e.intent_at, e.granted_at) AS "intentAt", e.finished_at AS "finishedAt",
  a.owner_id AS "agentOwnerId", k.issued_by AS "keyIssuerId",
  (SELECT json_build_object('id', s.id, 'personId', s.person_id, 'personName', sp.name, 'outcome', s.outcome, 'evidence', s.evidence, 'at', s.at)
    FROM resolution s JOIN person sp ON sp.id = s.person_id WHERE s.execution_id = e.id AND s.ended IS NULL) AS proposed,
  (SELECT json_build_object('askedBy', l.asked_by, 'askedByName', lp.name, 'askedAt', l.asked_at, 'answeredAt', l.answered_at, 'answer', l.answer)
    FROM look_up l JOIN person lp ON lp.id = l.asked_by WHERE l.execution_id = e.id ORDER BY l.asked_at DESC LIMIT 1) AS "lookUp"
FROM execution e JOIN ticket t ON t.id = e.ticket_id
JOIN revision r ON r.ticket_id = e.ticket_id AND r.revision = e.revision
JOIN tool v ON v.name = e.tool_name AND v.version = e.tool_version
JOIN proposal p ON p.id = e.ticket_id JOIN agent a ON a.id = p.agent_id JOIN agent_key k ON k.id = p.agent_key_id
WHERE ($1 IS FALSE OR e.state = 'unknown') AND ($2::uuid IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3
