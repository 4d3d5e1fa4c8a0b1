-- $1 execution, $2 fence, $3 seconds until the next look, $4 why.
-- Gives a claim back before the intent: nothing was sent, and it is ready again when it is time to look once more.
UPDATE execution SET state = 'ready', lease_until = NULL, next_at = clock_timestamp() + make_interval(secs => $3), error = $4
WHERE id = $1 AND state = 'claimed' AND fence = $2
RETURNING id
