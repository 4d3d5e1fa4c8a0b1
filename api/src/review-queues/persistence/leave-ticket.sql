-- $1 ticket, $2 person: no longer has it on screen.
DELETE FROM presence WHERE ticket_id = $1 AND person_id = $2
