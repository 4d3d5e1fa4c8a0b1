-- $1 keys of counters, $2 for each the seconds it lasts. Takes one attempt of each, before anything is checked, so that
-- attempts of the same instant can't all be the last one. A counter that has ended starts anew.
INSERT INTO sign_in_attempt AS a (key, attempts, ends_at)
SELECT key, 1, clock_timestamp() + make_interval(secs => seconds)
FROM unnest($1::bytea[], $2::int[]) AS asked(key, seconds)
ORDER BY key
ON CONFLICT (key) DO UPDATE SET
  attempts = CASE WHEN a.ends_at <= clock_timestamp() THEN 1 ELSE least(a.attempts + 1, 1000000) END,
  ends_at = CASE WHEN a.ends_at <= clock_timestamp() THEN excluded.ends_at ELSE a.ends_at END
RETURNING key, attempts, extract(epoch FROM ends_at - clock_timestamp())::float8 AS seconds_left
