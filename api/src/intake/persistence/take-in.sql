-- $1 JSON array of proposals with the route each was given. One statement writes the proposal, its ticket, its first
-- revision, the answer under its idempotency key, and the audit entries. Answers the first entry of each that was written: not
-- written are those whose idempotency key was used meanwhile, and those whose agent or key no longer counts.
WITH item AS MATERIALIZED (
  SELECT * FROM json_to_recordset($1) AS i(
    id uuid, key text, body_hash text, answer text, agent_id uuid, agent_key_id uuid, received_at timestamptz, domain text,
    request text, request_salt text, evidence text, evidence_salt text, policy text, state text, queue text, priority text,
    risk_score int, customer_ref text, subject text, confidence float8, tool_name text, call_digest text, flags text[], waits_for text[],
    due_at timestamptz, sla_seconds int, expires_at timestamptz, made_at timestamptz, draft text, draft_salt text, tool_version int,
    arguments_raw text, arguments_canonical text, observation text, signed_content text, content_hash text, routing_policy_version int,
    sign_off_policy_version int, routing_decision json, execution json, entries json)
  WHERE EXISTS (SELECT FROM agent_key k JOIN agent a ON a.id = k.agent_id
    WHERE k.id = i.agent_key_id AND k.revoked_at IS NULL AND a.active)
), fresh AS (
  INSERT INTO idempotency_key (agent_id, key, body_hash, proposal_id, answer, created_at)
  SELECT agent_id, key, decode(body_hash, 'hex'), id, answer, received_at FROM item
  ON CONFLICT DO NOTHING
  RETURNING proposal_id AS id
), taken AS MATERIALIZED (
  SELECT i.* FROM item i JOIN fresh f ON f.id = i.id
), proposed AS (
  INSERT INTO proposal (id, agent_id, agent_key_id, received_at, domain, request, request_salt, evidence, evidence_salt, policy)
  SELECT i.id, i.agent_id, i.agent_key_id, i.received_at, i.domain, i.request, decode(i.request_salt, 'hex'), i.evidence,
    decode(i.evidence_salt, 'hex'), i.policy
  FROM taken i
), opened AS (
  INSERT INTO ticket (id, state, revision, queue, priority, risk_score, agent_id, domain, customer_ref, subject, confidence,
    tool_name, call_digest, flags, waits_for, created_at, due_at, sla_seconds, expires_at, resolved_at)
  SELECT i.id, i.state, 1, i.queue, i.priority, i.risk_score, i.agent_id, i.domain, i.customer_ref, i.subject, i.confidence,
    i.tool_name, decode(i.call_digest, 'hex'), i.flags, i.waits_for, i.received_at, i.due_at, i.sla_seconds, i.expires_at,
    CASE WHEN i.state <> 'pending_review' THEN i.received_at END
  FROM taken i
), revised AS (
  INSERT INTO revision (ticket_id, revision, made_at, draft, draft_salt, tool_name, tool_version, arguments_raw,
    arguments_canonical, observation, signed_content, content_hash, routing_policy_version, sign_off_policy_version,
    routing_decision)
  SELECT i.id, 1, i.made_at, i.draft, decode(i.draft_salt, 'hex'), i.tool_name, i.tool_version, i.arguments_raw,
    i.arguments_canonical, i.observation, i.signed_content, decode(i.content_hash, 'hex'), i.routing_policy_version,
    i.sign_off_policy_version, i.routing_decision
  FROM taken i
), readied AS (
  INSERT INTO execution (id, ticket_id, revision, tool_name, tool_version, state, agent_id, subject, call_digest,
    knowing_repeat, runner, money_key, hundredths, ready_at, next_at)
  SELECT e.id, i.id, 1, e.tool_name, e.tool_version, 'ready', e.agent_id, e.subject, decode(e.call_digest, 'hex'),
    e.knowing_repeat, e.runner, e.money_key, e.hundredths, e.ready_at,
    CASE WHEN e.runner = 'agent' THEN i.expires_at END
  FROM taken i
  CROSS JOIN LATERAL json_to_record(i.execution) AS e(id uuid, tool_name text, tool_version int, agent_id uuid,
    subject text, call_digest text, knowing_repeat boolean, runner text, money_key text, hundredths numeric, ready_at timestamptz)
  WHERE i.execution IS NOT NULL
  RETURNING id, runner
), rung AS (
  INSERT INTO outbox (execution_id) SELECT id FROM readied WHERE runner = 'countersign'
), logged AS (
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT a.at, a.actor, a.action, a.subject, convert_to(a.canonical, 'UTF8'), sha256(convert_to(a.canonical, 'UTF8'))
  FROM taken i
  CROSS JOIN LATERAL ROWS FROM (json_to_recordset(i.entries) AS (at timestamptz, actor text, action text, subject text, canonical text))
    WITH ORDINALITY AS a(at, actor, action, subject, canonical, n)
  ORDER BY i.id, a.n
  RETURNING id, subject, action
)
SELECT subject, id::text AS "entryId" FROM logged WHERE action = 'proposal.received'
