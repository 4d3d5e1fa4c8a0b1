-- $1 person: who may be given a ticket, if they have access.
SELECT id, roles FROM person WHERE id = $1 AND active
