-- What a policy is read against: active people, active agents with who owns them and who issued a key that works, and the
-- domains that these agents are kept to, or that were proposed in lately.
SELECT
  (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'roles', p.roles) ORDER BY p.name), '[]')
    FROM person p WHERE p.active) AS people,
  (SELECT coalesce(json_agg(json_build_object('name', a.name, 'tools', a.tools, 'ownerId', a.owner_id, 'issuers', (
      SELECT coalesce(json_agg(DISTINCT k.issued_by), '[]') FROM agent_key k
      WHERE k.agent_id = a.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > clock_timestamp())))
    ORDER BY a.name), '[]') FROM agent a WHERE a.active) AS agents,
  (SELECT coalesce(json_agg(d.domain), '[]') FROM (
    SELECT unnest(a.domains) AS domain FROM agent a WHERE a.active
    UNION
    SELECT t.domain FROM (SELECT domain FROM ticket ORDER BY created_at DESC LIMIT 5000) t
    ORDER BY domain LIMIT 500) d) AS domains
