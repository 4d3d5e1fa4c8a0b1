-- $1 ticket, $2 how many tickets of each verdict are looked through, newest first, $3 how many of them are compared.
-- The newest of a state come from ticket_state_idx; an index by tool and domain would cost every decision something, to
-- find what is older than the last few thousand decisions. What is compared is no more than is asked for.
WITH asked AS MATERIALIZED (
  SELECT t.id, t.state, t.tool_name, t.domain, t.flags, r.arguments_canonical
  FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = t.revision WHERE t.id = $1
), recent AS MATERIALIZED (
  (SELECT id, revision, state, tool_name, domain, flags FROM ticket WHERE state = 'approved' ORDER BY state DESC, id DESC LIMIT $2)
  UNION ALL
  (SELECT id, revision, state, tool_name, domain, flags FROM ticket WHERE state = 'rejected' ORDER BY state DESC, id DESC LIMIT $2)
), alike AS MATERIALIZED (
  SELECT o.id, o.revision, o.state, o.flags FROM recent o, asked a
  WHERE o.domain = a.domain AND o.tool_name IS NOT DISTINCT FROM a.tool_name AND o.id <> a.id
  ORDER BY o.id DESC LIMIT $3
)
SELECT a.id, a.state, a.flags, a.arguments_canonical::json ->> 'amount_minor' AS amount, a.arguments_canonical::json ->> 'currency' AS currency,
  true AS asked FROM asked a
UNION ALL
SELECT o.id, o.state, o.flags, r.arguments_canonical::json ->> 'amount_minor', r.arguments_canonical::json ->> 'currency', false
FROM alike o JOIN revision r ON r.ticket_id = o.id AND r.revision = o.revision
