-- $1 source, $2 texts
INSERT INTO support_text (id, source, name, at, ticket_id, domain, body)
SELECT t.id, $1, t.name, t.at, t."ticketId", t.domain, t.text
FROM json_to_recordset($2::json) AS t(id uuid, name text, at timestamptz, "ticketId" uuid, domain text, text text)
ON CONFLICT (source, name) DO NOTHING
RETURNING name
