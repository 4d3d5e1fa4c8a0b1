-- $1 ticket, $2 events, $3 the answer they are about
INSERT INTO user_event (ticket_id, id, type, at, revision, status, reason_code, next_action, confidence, citation, body)
SELECT $1, e.id, e.type, e.at, a.revision, a.status, a."reasonCode", a."nextAction", a.confidence, e.citation, e.text
FROM json_to_recordset($2::json) AS e(id text, type text, at timestamptz, citation text, text text),
  json_to_record($3::json) AS a(revision int, status text, "reasonCode" text, "nextAction" text, confidence double precision)
ON CONFLICT (ticket_id, id) DO NOTHING
RETURNING id
