-- $1 execution, $2 its state from now on, $3 result, $4 error, $5 entries, $6 null, or whether it was redeemed when its time ran out.
-- Ends a granted execution: as it was reported, or because its time is over and it still stands as the sweep saw it.
-- The ticket's version rises, so that nobody takes back at the same instant what has ended.
WITH held AS (
  UPDATE ticket t SET lock_version = t.lock_version + 1
  FROM execution e
  WHERE e.id = $1 AND t.id = e.ticket_id
  RETURNING t.id
), ended AS (
  UPDATE execution e SET state = $2, result = $3, error = $4, finished_at = clock_timestamp()
  FROM held
  WHERE e.id = $1 AND e.ticket_id = held.id AND e.state = 'granted'
    AND ($6::boolean IS NULL OR e.next_at <= clock_timestamp() AND (e.redeemed_at IS NOT NULL) = $6)
  RETURNING e.id
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM ended
  CROSS JOIN LATERAL json_to_recordset($5) AS a(at timestamptz, actor text, action text, subject text, canonical text)
)
SELECT id FROM ended
