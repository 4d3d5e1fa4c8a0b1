-- $1 how many days, $2 how many texts at most, the newest, $3 how many letters of each. What customers complained of in their own words,
-- with what is known of the proposal it is about: for an event, the reason code that the answer had when it came in.
WITH said AS MATERIALIZED (
  SELECT * FROM (
    SELECT s.id AS support_text_id, NULL::uuid AS event_ticket_id, NULL::text AS event_id, s.at, s.body, s.ticket_id, s.domain,
      NULL::text AS reason_code
    FROM support_text s WHERE s.body IS NOT NULL AND s.at >= now() - make_interval(days => $1)
    UNION ALL
    SELECT NULL, e.ticket_id, e.id, e.at, e.body, e.ticket_id, NULL, coalesce(e.reason_code, 'none')
    FROM user_event e WHERE e.type = 'complained' AND e.body IS NOT NULL AND e.at >= now() - make_interval(days => $1)
  ) one ORDER BY at DESC LIMIT $2
)
SELECT s.support_text_id AS "supportTextId", s.event_ticket_id AS "eventTicketId", s.event_id AS "eventId", s.at, left(s.body, $3) AS text,
  coalesce(s.domain, t.domain) AS domain, s.reason_code AS "reasonCode", r.routing_policy_version AS "policyVersion",
  CASE WHEN s.reason_code IS NULL THEN insight_way(r.routing_decision) END AS way,
  CASE WHEN s.reason_code IS NULL THEN r.routing_decision->'conditions' END AS conditions
FROM said s
LEFT JOIN ticket t ON t.id = s.ticket_id
LEFT JOIN revision r ON r.ticket_id = s.ticket_id AND r.revision = 1
