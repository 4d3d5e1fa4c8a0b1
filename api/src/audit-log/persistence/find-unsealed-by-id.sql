-- $1 entry id after which to look, $2 how many. Whatever their transaction: those of a restored log say nothing.
SELECT e.id::text, e.xid::text, sha256('\x00'::bytea || e.canonical) AS leaf
FROM audit_entry e
WHERE e.id > $1 AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.entry_id = e.id)
ORDER BY e.id
LIMIT $2
