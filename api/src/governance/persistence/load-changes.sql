-- $1 one change or null, $2 a state or null, $3 ids below this or null, $4 how many. Newest first, with who filed and who signed.
SELECT c.id, c.number, c.kind, c.based_on AS "basedOn", c.document, c.reason, c.flag, c.stood, encode(c.content_hash, 'hex') AS "contentHash",
  c.filed_by AS "filedBy", f.name AS "filedByName", c.filed_at AS "filedAt", c.state, c.ended_at AS "endedAt", c.version,
  (SELECT max(version) FROM routing_policy) AS "inForce",
  coalesce((SELECT json_agg(json_build_object('personId', s.person_id, 'personName', p.name, 'roles', s.roles,
      'rolesNow', CASE WHEN p.active THEN p.roles ELSE '{}' END, 'verdict', s.verdict, 'reason', s.reason, 'at', s.at) ORDER BY s.at)
    FROM change_sign_off s JOIN person p ON p.id = s.person_id WHERE s.change_id = c.id), '[]') AS "signOffs"
FROM change c JOIN person f ON f.id = c.filed_by
WHERE ($1::uuid IS NULL OR c.id = $1) AND ($2::text IS NULL OR c.state = $2) AND ($3::uuid IS NULL OR c.id < $3)
ORDER BY c.id DESC LIMIT $4
