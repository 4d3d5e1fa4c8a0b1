-- $1 subject, $2 action: the first such entry.
SELECT id::text AS "entryId", encode(hash, 'hex') AS "entryHash"
FROM audit_entry WHERE subject = $1 AND action = $2 ORDER BY id LIMIT 1
