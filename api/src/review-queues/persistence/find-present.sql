-- $1 seconds for which having looked lasts: who has which ticket on screen.
SELECT p.ticket_id AS "ticketId", json_agg(json_build_object('personId', p.person_id, 'personName', q.name) ORDER BY q.name, q.id) AS people
FROM presence p JOIN person q ON q.id = p.person_id
WHERE p.seen_at > clock_timestamp() - make_interval(secs => $1)
GROUP BY p.ticket_id
