-- $1 ticket, $2 version the rule saw, $3 execution, $4 signers, $5 from when and $6 to when the grant is good, $7 entries, $8 the tool.
-- The point of no return of what the agent's backend runs, and as guarded as an intent: from here on a grant may be used.
WITH gate AS MATERIALIZED (
  SELECT tool_may_run($8) AS open
), held AS (
  UPDATE ticket t SET lock_version = t.lock_version + 1
  WHERE (SELECT open FROM gate) AND t.id = $1 AND t.lock_version = $2 AND t.expires_at > clock_timestamp()
    AND NOT EXISTS (SELECT FROM person p WHERE p.id = ANY($4::uuid[]) AND NOT p.active)
  RETURNING t.id
), granted AS (
  UPDATE execution e SET state = 'granted', granted_at = $5, grant_expires_at = $6, next_at = $6
  FROM held
  WHERE e.id = $3 AND e.ticket_id = held.id AND e.state = 'ready' AND e.runner = 'agent' AND $6 > clock_timestamp()
  RETURNING e.id
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM granted
  CROSS JOIN LATERAL json_to_recordset($7) AS a(at timestamptz, actor text, action text, subject text, canonical text)
)
SELECT gate.open, (SELECT id FROM granted) IS NOT NULL AS written FROM gate
