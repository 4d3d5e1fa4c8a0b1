-- $1 JSON array of {execution_id, fence, state, result, error, again_seconds, sends, attempt, lease_seconds, entries}.
-- Written only by whoever holds the newest fence. `intent` with again_seconds waits for the next attempt.
-- `sends` names the tool when the call is about to be sent once more: not if somebody stopped it.
WITH item AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1) AS i(execution_id uuid, fence int, state text, result text, error text,
    again_seconds float8, sends text, attempt boolean, lease_seconds float8, entries json)
), gate AS MATERIALIZED (
  SELECT sends AS tool FROM (SELECT DISTINCT sends FROM item WHERE sends IS NOT NULL) AS asked WHERE tool_may_run(sends)
), written AS (
  UPDATE execution e SET
    state = i.state, result = i.result, error = i.error,
    attempts = e.attempts + CASE WHEN i.attempt THEN 1 ELSE 0 END,
    next_at = clock_timestamp() + make_interval(secs => i.again_seconds),
    lease_until = CASE WHEN i.lease_seconds IS NULL THEN e.lease_until ELSE clock_timestamp() + make_interval(secs => i.lease_seconds) END,
    finished_at = CASE WHEN i.state <> 'intent' THEN clock_timestamp() END
  FROM item i
  WHERE e.id = ANY(ARRAY(SELECT execution_id FROM item)) AND e.id = i.execution_id AND e.state = 'intent' AND e.fence = i.fence
    AND (i.sends IS NULL OR i.sends IN (SELECT tool FROM gate))
  RETURNING e.id, i.entries
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM written w
  CROSS JOIN LATERAL json_to_recordset(w.entries) AS a(at timestamptz, actor text, action text, subject text, canonical text)
)
SELECT id FROM written
