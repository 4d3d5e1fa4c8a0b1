-- $1 JSON array of {ticket_id, seen_version, execution_id, tool, fence, lease_seconds, signers, entries}.
-- The point of no return, committed before any byte leaves. The ticket's version is what the rule saw, so no withdrawal,
-- expiry or edit slips in between; signers are looked at once more under the ticket's lock. A tool that somebody stopped
-- gets none, and the claim is given back: it is parked.
WITH item AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1) AS i(ticket_id uuid, seen_version int, execution_id uuid, tool text, fence int, lease_seconds float8,
    signers uuid[], entries json)
), gate AS MATERIALIZED (
  SELECT tool, tool_may_run(tool) AS open FROM (SELECT DISTINCT tool FROM item) AS asked
), parked AS (
  UPDATE execution e SET state = 'ready', lease_until = NULL
  FROM item i JOIN gate g ON g.tool = i.tool AND NOT g.open
  WHERE e.id = ANY(ARRAY(SELECT execution_id FROM item)) AND e.id = i.execution_id AND e.state = 'claimed' AND e.fence = i.fence
), held AS (
  UPDATE ticket t SET lock_version = t.lock_version + 1
  FROM item i JOIN gate g ON g.tool = i.tool AND g.open
  WHERE t.id = ANY(ARRAY(SELECT ticket_id FROM item)) AND t.id = i.ticket_id AND t.lock_version = i.seen_version AND t.expires_at > clock_timestamp()
    AND NOT EXISTS (SELECT FROM person p WHERE p.id = ANY(i.signers) AND NOT p.active)
  RETURNING i.*
), intended AS (
  UPDATE execution e SET state = 'intent', attempts = e.attempts + 1, intent_at = clock_timestamp(),
    lease_until = clock_timestamp() + make_interval(secs => i.lease_seconds)
  FROM held i
  WHERE e.id = ANY(ARRAY(SELECT execution_id FROM item)) AND e.id = i.execution_id AND e.state = 'claimed' AND e.fence = i.fence
  RETURNING e.id, i.entries
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM intended n
  CROSS JOIN LATERAL json_to_recordset(n.entries) AS a(at timestamptz, actor text, action text, subject text, canonical text)
)
SELECT id FROM intended
