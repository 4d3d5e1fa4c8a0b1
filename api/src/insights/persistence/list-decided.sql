-- $1 from, $2 to, $3 one domain or null, $4 the time and $5 the id of the last signature that was read, or null, $6 at most so many.
-- Signatures of then that ended the waiting, in order, each with when its ticket had come to people, how long the customer was
-- asked since, and the target that it had.
SELECT s.at::text AS key, s.id AS id, json_build_object(
    'type', 'decision', 'signOffId', s.id, 'ticketId', s.ticket_id, 'domain', t.domain, 'verdict', s.verdict, 'decidedAt', s.at,
    'cameAt', came.at, 'targetSeconds', t.sla_seconds,
    'asked', (SELECT coalesce(json_agg(json_build_object('from', q.at, 'to', coalesce(c.at, s.at)) ORDER BY q.at), '[]')
      FROM question q LEFT JOIN context c ON c.question_id = q.id
      WHERE q.ticket_id = t.id AND q.at >= came.at AND q.at <= s.at)
  ) AS line
FROM sign_off s JOIN ticket t ON t.id = s.ticket_id
CROSS JOIN LATERAL (
  SELECT coalesce(max(e.at), t.created_at) AS at FROM audit_entry e
  WHERE e.subject = 'ticket:' || t.id AND e.action IN ('ticket.returned', 'ticket.revoked') AND e.at <= s.at
) came
WHERE s.at >= $1 AND s.at < $2 AND ($3::text IS NULL OR t.domain = $3)
  AND ($4::timestamptz IS NULL OR (s.at, s.id) > ($4::timestamptz, $5::uuid))
  AND EXISTS (SELECT FROM audit_entry e WHERE e.subject = 'ticket:' || t.id AND e.at = s.at
    AND e.action = CASE s.verdict WHEN 'approve' THEN 'ticket.approved' ELSE 'ticket.rejected' END
    AND e.actor = 'person:' || s.person_id)
ORDER BY s.at, s.id LIMIT $6
