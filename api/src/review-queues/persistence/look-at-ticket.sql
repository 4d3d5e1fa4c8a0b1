-- $1 ticket, $2 person: has it on screen now. Answers nothing where there is no such ticket.
-- Whoever is long gone is cleaned up on the way, a few at a time.
WITH gone AS (
  DELETE FROM presence WHERE (ticket_id, person_id) IN (
    SELECT ticket_id, person_id FROM presence WHERE seen_at < clock_timestamp() - interval '10 minutes' LIMIT 20 FOR UPDATE SKIP LOCKED)
)
INSERT INTO presence (ticket_id, person_id, seen_at)
SELECT t.id, $2, clock_timestamp() FROM ticket t WHERE t.id = $1
ON CONFLICT (ticket_id, person_id) DO UPDATE SET seen_at = excluded.seen_at
RETURNING ticket_id
