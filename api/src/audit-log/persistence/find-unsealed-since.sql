-- $1 transaction, $2 entry id: after these in the order of sealing. $3 horizon, $4 how many.
-- An entry above the horizon may have been sealed already, by the walk that every sealer begins with.
SELECT e.id::text, e.xid::text, sha256('\x00'::bytea || e.canonical) AS leaf
FROM audit_entry e
WHERE (e.xid, e.id) > ($1::xid8, $2::bigint) AND e.xid < $3::xid8
  AND NOT EXISTS (SELECT FROM audit_leaf l WHERE l.entry_id = e.id)
ORDER BY e.xid, e.id
LIMIT $4
