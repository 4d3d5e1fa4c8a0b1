-- $1 ids of tickets that were decided: what was decided, by whom and why.
SELECT o.id, o.number::int, o.created_at AS "createdAt", o.domain, o.state, o.resolved_at AS "resolvedAt", o.flags,
  r.tool_name AS "toolName", r.arguments_raw AS "argumentsRaw", e.state AS "executionState",
  (SELECT json_agg(json_build_object('personId', s.person_id, 'personName', p.name, 'verdict', s.verdict, 'reason', s.reason) ORDER BY s.id)
    FROM sign_off s JOIN person p ON p.id = s.person_id
    WHERE s.ticket_id = o.id AND s.revision = o.revision) AS decisions
FROM ticket o
JOIN revision r ON r.ticket_id = o.id AND r.revision = o.revision
LEFT JOIN execution e ON e.ticket_id = o.id AND e.revision = o.revision
WHERE o.id = ANY($1::uuid[])
