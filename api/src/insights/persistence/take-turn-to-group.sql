-- Whose turn it is to group complaints: nothing while another's lease runs, and unless something came or was erased since the last run
-- began, or time moved on. $1 seconds of a lease, $2 seconds between runs at least, but for the first texts there are, $3 seconds after which trends have moved on by themselves.
UPDATE complaint_run SET turn = turn + 1, taken_until = now() + make_interval(secs => $1), begun_at = now()
WHERE taken_until < now() AND (looked_at IS NULL OR looked_at < now() - make_interval(secs => $3)
  OR (looked_at < now() - make_interval(secs => $2) OR texts = 0) AND (
    EXISTS (SELECT FROM support_text s WHERE s.erased_at > looked_at - interval '1 minute')
    OR EXISTS (SELECT FROM erasure e WHERE e.at > looked_at - interval '1 minute')
    OR EXISTS (SELECT FROM support_text s WHERE s.received_at > looked_at - interval '1 minute')
    OR EXISTS (SELECT FROM user_event e WHERE e.received_at > looked_at - interval '1 minute' AND e.type = 'complained' AND e.body IS NOT NULL)))
RETURNING turn, now() AS now
