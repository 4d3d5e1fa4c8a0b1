-- $1 number after which, $2 last number, $3 how many. A bare n would order by the text that is selected under that name.
SELECT c.n::text, c.tree_size::text AS size, c.note FROM audit_checkpoint c WHERE c.n > $1 AND c.n <= $2 ORDER BY c.n LIMIT $3
