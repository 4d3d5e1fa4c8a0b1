-- $1 JSON array of {n, agent_id, key, call_digest}, $2 seconds back in which an equal call is a repeat.
-- What routing must know before it decides: an answer already given, equal calls made or pending, and the rules in force.
SELECT i.n, clock_timestamp() AS now,
  (SELECT max(version) FROM routing_policy) AS "routingPolicy",
  (SELECT max(version) FROM sign_off_policy) AS "signOffPolicy",
  (SELECT max(version) FROM queue_policy) AS "queuePolicy",
  (SELECT count(*)::int FROM tool) AS tools,
  k.body_hash, k.answer,
  (SELECT o.number::int FROM standing_call o
    WHERE o.call_digest = decode(i.call_digest, 'hex') AND o.created_at > now() - make_interval(secs => $2)
    ORDER BY o.created_at LIMIT 1) AS repeat_of
FROM json_to_recordset($1) AS i(n int, agent_id uuid, key text, call_digest text)
LEFT JOIN idempotency_key k ON k.agent_id = i.agent_id AND k.key = i.key
