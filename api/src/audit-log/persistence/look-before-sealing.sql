-- The first statement of a sealing, whose snapshot the others share. `horizon` is the oldest transaction that may still write:
-- all below it have committed or never will.
SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, clock_timestamp() AS now,
  (SELECT note FROM audit_checkpoint ORDER BY n DESC LIMIT 1) AS note
