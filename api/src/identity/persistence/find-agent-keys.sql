-- $1 hashes of agent keys. A key counts until it is revoked, and only while its agent is active.
SELECT k.key_hash, k.id AS key_id, k.issued_by, k.tools AS key_tools, k.domains AS key_domains,
  a.id, a.name, a.owner_id, a.tools, a.domains
FROM agent_key k JOIN agent a ON a.id = k.agent_id
WHERE k.key_hash = ANY($1::bytea[]) AND k.revoked_at IS NULL AND a.active
