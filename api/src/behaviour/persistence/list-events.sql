SELECT id, type, at, received_at AS "receivedAt", revision, status, reason_code AS "reasonCode", next_action AS "nextAction",
  confidence, citation, body AS text
FROM user_event WHERE ticket_id = $1 ORDER BY at, received_at, id
