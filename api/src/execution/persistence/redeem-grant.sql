-- $1 execution, $2 seconds after the grant's end in which it may be reported, $3 entries.
-- Of two at the same instant one finds it unredeemed. While its tool is stopped none is: nothing was done on it before this.
-- The ticket's version rises first, so that whoever takes the approval back at the same instant finds it moved, or this
-- finds it revoked.
WITH held AS (
  UPDATE ticket t SET lock_version = t.lock_version + 1
  FROM execution e
  WHERE e.id = $1 AND t.id = e.ticket_id
  RETURNING t.id
), redeemed AS (
  UPDATE execution e SET redeemed_at = clock_timestamp(), next_at = e.grant_expires_at + make_interval(secs => $2)
  FROM held
  WHERE e.id = $1 AND e.ticket_id = held.id AND e.state = 'granted' AND e.redeemed_at IS NULL
    AND e.grant_expires_at > clock_timestamp() AND tool_may_run(e.tool_name)
  RETURNING e.id, e.redeemed_at AS "redeemedAt"
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM redeemed
  CROSS JOIN LATERAL json_to_recordset($3) AS a(at timestamptz, actor text, action text, subject text, canonical text)
)
SELECT "redeemedAt" FROM redeemed
