-- $1 execution, $2 seconds after the grant's end in which it may be reported, $3 entries.
-- Of two at the same instant one finds it unredeemed. While its tool is stopped none is: nothing was done on it before this.
WITH redeemed AS (
  UPDATE execution SET redeemed_at = clock_timestamp(), next_at = grant_expires_at + make_interval(secs => $2)
  WHERE id = $1 AND state = 'granted' AND redeemed_at IS NULL AND grant_expires_at > clock_timestamp()
    AND tool_may_run(tool_name)
  RETURNING id, redeemed_at AS "redeemedAt"
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM redeemed
  CROSS JOIN LATERAL json_to_recordset($3) AS a(at timestamptz, actor text, action text, subject text, canonical text)
)
SELECT "redeemedAt" FROM redeemed
