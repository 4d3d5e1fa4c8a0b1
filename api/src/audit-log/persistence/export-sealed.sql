-- $1 place from which, $2 size of the tree, $3 how many: sealed entries in the order of the tree.
SELECT e.id::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.actor, e.action, e.subject, e.canonical,
  e.hash, l.seq::text, l.leaf
FROM audit_leaf l JOIN audit_entry e ON e.id = l.entry_id
WHERE l.seq >= $1 AND l.seq < $2
ORDER BY l.seq
LIMIT $3
