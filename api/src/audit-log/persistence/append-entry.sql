-- One entry outside a ticket's change. Answers its id. $1 at, $2 actor, $3 action, $4 subject, $5 canonical text.
INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
VALUES ($1, $2, $3, $4, convert_to($5, 'UTF8'), sha256(convert_to($5, 'UTF8')))
RETURNING id::text
