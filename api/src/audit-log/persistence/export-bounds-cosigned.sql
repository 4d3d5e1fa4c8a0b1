-- As export-bounds, under the newest checkpoint that the witness named $1 cosigned: what came after counts as not sealed.
SELECT clock_timestamp() AS now, coalesce((SELECT max(id) FROM audit_entry), 0)::text AS last_id, c.n::text AS last_n,
  c.tree_size::text AS size, c.note
FROM (SELECT max((SELECT max(o.n) FROM cosignature o WHERE o.witness_id = w.id)) AS n FROM witness w WHERE w.name = $1) AS newest
LEFT JOIN audit_checkpoint c ON c.n = newest.n
