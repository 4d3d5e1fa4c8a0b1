-- $1 id of an agent's key. It counts as in find-agent-keys; the time goes with it, because whatever rests on it may be over.
SELECT k.id AS key_id, a.id, clock_timestamp() AS now
FROM agent_key k JOIN agent a ON a.id = k.agent_id
WHERE k.id = $1 AND k.revoked_at IS NULL AND a.active
  AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())
