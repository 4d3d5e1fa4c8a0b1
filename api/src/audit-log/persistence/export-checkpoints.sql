-- $1 number after which, $2 last number, $3 how many.
SELECT n::text, tree_size::text AS size, note FROM audit_checkpoint WHERE n > $1 AND n <= $2 ORDER BY n LIMIT $3
