-- Those of a ticket that have one of these names, and how many it has in all.
SELECT (SELECT count(*)::int FROM user_event WHERE ticket_id = $1) AS "inAll",
  coalesce((SELECT json_agg(json_build_object('id', id, 'type', type, 'at', at, 'citation', citation, 'text', body))
    FROM user_event WHERE ticket_id = $1 AND id = ANY($2)), '[]') AS known
