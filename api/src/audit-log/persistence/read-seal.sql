-- $1 how many entries to look at: the newest. Where all of them wait there are more, and the oldest has waited about as long as the
-- newest checkpoint is old.
WITH waiting AS MATERIALIZED (
  SELECT n.at FROM (SELECT id, at FROM audit_entry ORDER BY id DESC LIMIT $1) AS n
  WHERE NOT EXISTS (SELECT FROM audit_leaf l WHERE l.entry_id = n.id)
), counted AS (
  SELECT count(*)::int AS entries, min(at) AS oldest FROM waiting
)
SELECT entries, CASE WHEN entries = 0 THEN 0 ELSE greatest(0, extract(epoch FROM clock_timestamp() - CASE WHEN entries >= $1
    THEN least(oldest, (SELECT c.at FROM audit_checkpoint c ORDER BY c.n DESC LIMIT 1)) ELSE oldest END))::float8 END AS lag
FROM counted
