-- What one export is of: whatever is written later is not in it, and its tree is that of the newest checkpoint.
SELECT clock_timestamp() AS now, coalesce((SELECT max(id) FROM audit_entry), 0)::text AS last_id, c.n::text AS last_n,
  c.tree_size::text AS size, c.note
FROM (SELECT) AS one LEFT JOIN LATERAL (SELECT n, tree_size, note FROM audit_checkpoint ORDER BY n DESC LIMIT 1) c ON true
