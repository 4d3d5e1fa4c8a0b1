-- $1 from, $2 to, $3 one domain or null, $4 the time and $5 the id of the last ticket that was read, or null, $6 at most so many.
-- Tickets that were taken in then, in order, each with what figures count of it, and no word of anybody's.
SELECT t.created_at::text AS key, t.id AS id, json_build_object(
    'type', 'ticket', 'ticketId', t.id, 'takenAt', t.created_at, 'domain', t.domain, 'state', t.state,
    'outcome', r.routing_decision->>'outcome',
    'heldBack', EXISTS (SELECT FROM json_to_recordset(r.routing_decision->'conditions') AS c(rule text, held boolean)
      WHERE c.rule = 'sign_off' AND c.held),
    'confident', EXISTS (SELECT FROM json_to_recordset(r.routing_decision->'conditions') AS c(condition text, held boolean)
      WHERE c.condition = 'confidence_min' AND c.held),
    'executions', (SELECT coalesce(json_agg(e.state ORDER BY e.revision), '[]') FROM execution e WHERE e.ticket_id = t.id),
    'events', (SELECT coalesce(json_agg(json_build_object('type', u.type, 'at', u.at, 'receivedAt', u.received_at, 'status', u.status,
      'reasonCode', u.reason_code) ORDER BY u.received_at, u.id), '[]') FROM user_event u WHERE u.ticket_id = t.id)
  ) AS line
FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1
WHERE t.created_at >= $1 AND t.created_at < $2 AND ($3::text IS NULL OR t.domain = $3)
  AND ($4::timestamptz IS NULL OR (t.created_at, t.id) > ($4::timestamptz, $5::uuid))
ORDER BY t.created_at, t.id LIMIT $6
