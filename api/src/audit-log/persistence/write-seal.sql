-- $1 size of the tree before, $2 entry ids, $3 their leaves, in their order; $4 levels, $5 indexes, $6 hashes of the subtrees that
-- are complete now; $7 number, $8 size, $9 note and $10 time of the checkpoint. What somebody else sealed meanwhile makes it fail.
WITH leaves AS (
  INSERT INTO audit_leaf (seq, entry_id, leaf)
  SELECT $1::bigint + l.n - 1, l.entry_id, l.leaf
  FROM unnest($2::bigint[], $3::bytea[]) WITH ORDINALITY AS l(entry_id, leaf, n)
), nodes AS (
  INSERT INTO audit_node (level, index, hash) SELECT * FROM unnest($4::smallint[], $5::bigint[], $6::bytea[])
)
INSERT INTO audit_checkpoint (n, tree_size, note, at) VALUES ($7, $8, $9, $10)
