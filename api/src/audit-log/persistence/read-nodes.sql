-- $1 levels, $2 indexes of complete subtrees; those of level 0 are leaves. Answers their hashes in this order, null where none is.
SELECT CASE r.level
  WHEN 0 THEN (SELECT leaf FROM audit_leaf l WHERE l.seq = r.index)
  ELSE (SELECT hash FROM audit_node n WHERE n.level = r.level AND n.index = r.index) END AS hash
FROM unnest($1::int[], $2::bigint[]) WITH ORDINALITY AS r(level, index, n)
ORDER BY r.n
