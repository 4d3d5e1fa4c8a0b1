-- $1 source, $2 names, $3 tickets, $4 the agent who may speak of them, or null for any. What is known already, and of which of these
-- tickets texts may come.
SELECT clock_timestamp() AS now,
  coalesce((SELECT json_agg(json_build_object('name', name, 'text', body, 'at', at, 'ticketId', ticket_id, 'domain', domain))
    FROM support_text WHERE source = $1 AND name = ANY($2)), '[]') AS known,
  coalesce((SELECT json_agg(json_build_object('id', t.id, 'erased', EXISTS (SELECT FROM erasure e WHERE e.ticket_id = t.id)))
    FROM ticket t WHERE t.id = ANY($3::uuid[]) AND ($4::uuid IS NULL OR t.agent_id = $4)), '[]') AS tickets
