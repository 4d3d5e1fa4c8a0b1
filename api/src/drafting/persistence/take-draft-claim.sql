-- $1 agent, $2 its Idempotency-Key, $3 hash of the body in hex, $4 who claims, $5 seconds.
-- Takes the key for one drafting, also where the lease of whoever had it has run out, and sweeps leases that nobody came back for. Answers
-- whether it was taken, and else the hash of the body that it is being drafted for, where that is known already.
WITH swept AS (
  DELETE FROM draft_claim WHERE until < clock_timestamp() - interval '1 day' AND (agent_id, key) <> ($1::uuid, $2)
), taken AS (
  INSERT INTO draft_claim AS c (agent_id, key, body_hash, claim, until)
  VALUES ($1, $2, decode($3, 'hex'), $4::uuid, clock_timestamp() + make_interval(secs => $5))
  ON CONFLICT (agent_id, key) DO UPDATE
    SET body_hash = excluded.body_hash, claim = excluded.claim, until = excluded.until
    WHERE c.until < clock_timestamp()
  RETURNING claim
)
SELECT EXISTS (SELECT FROM taken) AS taken,
  (SELECT encode(body_hash, 'hex') FROM draft_claim WHERE agent_id = $1 AND key = $2) AS "bodyHash"
