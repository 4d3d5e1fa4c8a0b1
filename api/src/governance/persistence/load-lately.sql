-- $1 how many. The newest proposals as they were taken in, with their policy log; those that were erased say too little.
SELECT t.number::int AS number, p.domain, p.policy, r.draft, r.tool_name AS "toolCall", r.routing_decision AS decision
FROM (SELECT id, number FROM ticket ORDER BY number DESC LIMIT $1) t
JOIN proposal p ON p.id = t.id
JOIN revision r ON r.ticket_id = t.id AND r.revision = 1
WHERE r.draft IS NOT NULL
ORDER BY t.number DESC
