-- $1 cluster, $2 how many: its most typical texts that still have words, those that say the same once.
SELECT at, text, "ticketId", "textId" FROM (
  SELECT DISTINCT ON (coalesce(s.body, e.body)) coalesce(s.at, e.at) AS at, coalesce(s.body, e.body) AS text,
    coalesce(s.ticket_id, e.ticket_id) AS "ticketId", s.name AS "textId", m.closeness
  FROM complaint_member m
  LEFT JOIN support_text s ON s.id = m.support_text_id
  LEFT JOIN user_event e ON e.ticket_id = m.ticket_id AND e.id = m.event_id
  WHERE m.cluster_id = $1 AND coalesce(s.body, e.body) IS NOT NULL
  ORDER BY coalesce(s.body, e.body), coalesce(s.at, e.at) DESC
) quote ORDER BY closeness DESC, at DESC LIMIT $2
