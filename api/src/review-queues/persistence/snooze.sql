-- $1 ticket, $2 person, $3 until when: putting it off again moves the time.
INSERT INTO snooze (ticket_id, person_id, until) VALUES ($1, $2, $3)
ON CONFLICT (ticket_id, person_id) DO UPDATE SET until = excluded.until
