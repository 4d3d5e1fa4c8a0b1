-- $1 entry id. The entry, its place if it is sealed, and the newest checkpoint, which covers it then: all of one snapshot.
SELECT e.id::text, encode(e.hash, 'hex') AS hash, convert_from(e.canonical, 'UTF8') AS canonical, l.seq::float8 AS seq, l.leaf,
  (SELECT note FROM audit_checkpoint ORDER BY n DESC LIMIT 1) AS note
FROM audit_entry e
LEFT JOIN audit_leaf l ON l.entry_id = e.id
WHERE e.id = $1
