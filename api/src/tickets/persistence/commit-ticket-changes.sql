-- $1 JSON array of changes to different tickets. Each is written whole, or not at all when its ticket
-- is no longer at the version its rule saw. Answers the ids of those written, each with the id of its first entry.
WITH item AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1) AS i(
    ticket_id uuid, seen_version int, state text, revision int, queue text, priority text, risk_score int,
    confidence float8, tool_name text, call_digest text, flags text[], waits_for text[], due_at timestamptz, sla_seconds int, sla_left_seconds int,
    breached_at timestamptz, expires_at timestamptz, claimed_by uuid, claimed_until timestamptz, resolved_at timestamptz,
    new_revision json, sign_off json, note json, question json, context json, execution json, revoke_execution uuid, entries json)
), moved AS (
  UPDATE ticket t SET
    lock_version = t.lock_version + 1, state = i.state, revision = i.revision, queue = i.queue, priority = i.priority,
    risk_score = i.risk_score, confidence = i.confidence, tool_name = i.tool_name,
    call_digest = decode(i.call_digest, 'hex'), flags = i.flags, waits_for = i.waits_for, due_at = i.due_at, sla_seconds = i.sla_seconds,
    sla_left_seconds = i.sla_left_seconds,
    breached_at = i.breached_at, expires_at = i.expires_at, claimed_by = i.claimed_by, claimed_until = i.claimed_until,
    resolved_at = i.resolved_at
  FROM item i
  WHERE t.id = ANY(ARRAY(SELECT ticket_id FROM item)) AND t.id = i.ticket_id AND t.lock_version = i.seen_version
  RETURNING i.*
), revised AS (
  INSERT INTO revision (ticket_id, revision, made_by, made_at, note, note_salt, draft, draft_salt, tool_name, tool_version,
    arguments_raw, arguments_canonical, observation, signed_content, content_hash, routing_policy_version,
    sign_off_policy_version, routing_decision)
  SELECT i.ticket_id, r.revision, r.made_by, r.made_at, r.note, decode(r.note_salt, 'hex'), r.draft, decode(r.draft_salt, 'hex'), r.tool_name,
    r.tool_version, r.arguments_raw, r.arguments_canonical, r.observation, r.signed_content, decode(r.content_hash, 'hex'),
    r.routing_policy_version, r.sign_off_policy_version, r.routing_decision
  FROM moved i
  CROSS JOIN LATERAL json_to_record(i.new_revision) AS r(revision int, made_by uuid, made_at timestamptz, note text, note_salt text,
    draft text, draft_salt text, tool_name text, tool_version int, arguments_raw text, arguments_canonical text,
    observation text, signed_content text, content_hash text, routing_policy_version int, sign_off_policy_version int, routing_decision json)
  WHERE i.new_revision IS NOT NULL
), signed AS (
  INSERT INTO sign_off (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, stepped_up, reason,
    note, note_salt, at)
  SELECT s.id, i.ticket_id, s.revision, s.person_id, s.roles, s.verdict, decode(s.content_hash, 'hex'), s.knowing_repeat,
    s.stepped_up, s.reason, s.note, decode(s.note_salt, 'hex'), s.at
  FROM moved i
  CROSS JOIN LATERAL json_to_record(i.sign_off) AS s(id uuid, revision int, person_id uuid, roles text[], verdict text,
    content_hash text, knowing_repeat boolean, stepped_up boolean, reason text, note text, note_salt text, at timestamptz)
  WHERE i.sign_off IS NOT NULL
), noted AS (
  INSERT INTO note (id, ticket_id, person_id, body, salt, at)
  SELECT n.id, i.ticket_id, n.person_id, n.body, decode(n.salt, 'hex'), n.at
  FROM moved i
  CROSS JOIN LATERAL json_to_record(i.note) AS n(id uuid, person_id uuid, body text, salt text, at timestamptz)
  WHERE i.note IS NOT NULL
), asked AS (
  INSERT INTO question (id, ticket_id, revision, person_id, body, salt, at)
  SELECT q.id, i.ticket_id, i.revision, q.person_id, q.body, decode(q.salt, 'hex'), q.at
  FROM moved i
  CROSS JOIN LATERAL json_to_record(i.question) AS q(id uuid, person_id uuid, body text, salt text, at timestamptz)
  WHERE i.question IS NOT NULL
), added AS (
  INSERT INTO context (ticket_id, revision, question_id, body, salt, at)
  SELECT i.ticket_id, i.revision, c.question_id, c.body, decode(c.salt, 'hex'), c.at
  FROM moved i
  CROSS JOIN LATERAL json_to_record(i.context) AS c(question_id uuid, body text, salt text, at timestamptz)
  WHERE i.context IS NOT NULL
), readied AS (
  INSERT INTO execution (id, ticket_id, revision, tool_name, tool_version, state, agent_id, subject, call_digest,
    knowing_repeat, runner, money_key, hundredths, ready_at, next_at)
  SELECT e.id, i.ticket_id, e.revision, e.tool_name, e.tool_version, 'ready', e.agent_id, e.subject,
    decode(e.call_digest, 'hex'), e.knowing_repeat, e.runner, e.money_key, e.hundredths, e.ready_at,
    CASE WHEN e.runner = 'agent' THEN i.expires_at END
  FROM moved i
  CROSS JOIN LATERAL json_to_record(i.execution) AS e(id uuid, revision int, tool_name text, tool_version int,
    agent_id uuid, subject text, call_digest text, knowing_repeat boolean, runner text, money_key text, hundredths numeric, ready_at timestamptz)
  WHERE i.execution IS NOT NULL
  RETURNING id, runner
), rung AS (
  INSERT INTO outbox (execution_id) SELECT id FROM readied WHERE runner = 'countersign'
), revoked AS (
  -- Every write that begins, redeems or ends an execution moves its ticket too, so what the rule saw still stands.
  UPDATE execution e SET state = 'revoked', finished_at = clock_timestamp()
  FROM moved i
  WHERE e.id = ANY(ARRAY(SELECT revoke_execution FROM moved)) AND e.id = i.revoke_execution
    AND e.state IN ('ready', 'claimed', 'granted')
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM moved i
  CROSS JOIN LATERAL ROWS FROM (json_to_recordset(i.entries) AS (at timestamptz, actor text, action text, subject text, canonical text))
    WITH ORDINALITY AS a(at, actor, action, subject, canonical, n)
  ORDER BY i.ticket_id, a.n
  RETURNING id, subject
)
SELECT m.ticket_id AS id, l.entry_id::text AS "entryId"
FROM moved m
LEFT JOIN (SELECT subject, min(id) AS entry_id FROM logged GROUP BY subject) l ON l.subject = 'ticket:' || m.ticket_id
