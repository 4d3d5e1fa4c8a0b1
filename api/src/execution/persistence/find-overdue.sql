-- $1 seconds that a ready execution may wait for its bell, $2 how many.
-- What no bell rings for: lost bells, leases that ran out, and attempts whose time has come.
SELECT id FROM execution
WHERE finished_at IS NULL
  AND coalesce(next_at, lease_until, ready_at) <= clock_timestamp() - CASE WHEN state = 'ready' THEN make_interval(secs => $1) ELSE '0' END
ORDER BY coalesce(next_at, lease_until, ready_at) LIMIT $2
