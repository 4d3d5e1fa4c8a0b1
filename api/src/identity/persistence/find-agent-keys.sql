-- $1 hashes of agent keys. A key counts until it is revoked or over, and only while its agent is active.
SELECT k.key_hash, k.id AS key_id, k.issued_by, k.tools AS key_tools, k.domains AS key_domains,
  a.id, a.name, a.owner_id, a.tools, a.domains,
  k.last_used_at IS NULL OR k.last_used_at < clock_timestamp() - interval '1 minute' AS to_be_seen
FROM agent_key k JOIN agent a ON a.id = k.agent_id
WHERE k.key_hash = ANY($1::bytea[]) AND k.revoked_at IS NULL AND a.active
  AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())
