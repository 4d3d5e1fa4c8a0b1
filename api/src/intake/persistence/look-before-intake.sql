-- $1 JSON array of {n, agent_id, key, call_digest, tool}, $2 seconds back in which an equal call is a repeat.
-- What routing must know before it decides: an answer already given, with the receipt of its entry, equal calls made or pending,
-- whether the tool is shut, asked once for each tool, and the rules in force.
WITH item AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1) AS i(n int, agent_id uuid, key text, call_digest text, tool text)
), gate AS MATERIALIZED (
  SELECT tool, tool_is_shut(tool) AS shut FROM (SELECT DISTINCT tool FROM item WHERE tool IS NOT NULL) AS asked
)
SELECT i.n, clock_timestamp() AS now,
  (SELECT max(version) FROM routing_policy) AS "routingPolicy",
  (SELECT max(version) FROM sign_off_policy) AS "signOffPolicy",
  (SELECT max(version) FROM queue_policy) AS "queuePolicy",
  (SELECT count(*)::int FROM tool) AS tools,
  k.body_hash, k.answer, r.entry_id, r.entry_hash,
  coalesce((SELECT g.shut FROM gate g WHERE g.tool = i.tool), false) AS shut,
  (SELECT o.number::int FROM standing_call o
    WHERE o.call_digest = decode(i.call_digest, 'hex') AND o.created_at > now() - make_interval(secs => $2)
    ORDER BY o.created_at LIMIT 1) AS repeat_of
FROM item i
LEFT JOIN idempotency_key k ON k.agent_id = i.agent_id AND k.key = i.key
LEFT JOIN LATERAL (
  SELECT e.id::text AS entry_id, encode(e.hash, 'hex') AS entry_hash FROM audit_entry e
  WHERE e.subject = 'ticket:' || k.proposal_id AND e.action = 'proposal.received'
  ORDER BY e.id LIMIT 1) r ON k.proposal_id IS NOT NULL
