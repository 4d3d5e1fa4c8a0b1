/**
 * The least SQL that does a cycle's durable work: one guarded data-modifying CTE for each of the four commits, under a
 * name, so that it is planned once a connection. It writes the rows that the product writes, and the same audit entries;
 * it has no outbox and no claim, because whoever approved runs the call at once.
 */
const LOG = 'INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)';
const entry = (actor: number, action: string, canonical: number) =>
  `clock_timestamp(), $${actor}, '${action}', 'ticket:' || $1::uuid, convert_to($${canonical}, 'UTF8'), sha256(convert_to($${canonical}, 'UTF8'))`;

/** $1 id, $2 agent, $3 key's id, $4.. see `floor.ts`. */
export const INTAKE = {
  name: 'floor-intake',
  text: `WITH keyed AS (
    INSERT INTO idempotency_key (agent_id, key, body_hash, proposal_id, answer, created_at)
    VALUES ($2, $4, $5, $1, $6, clock_timestamp())
  ), proposed AS (
    INSERT INTO proposal (id, agent_id, agent_key_id, received_at, domain, request, request_salt, evidence, evidence_salt, policy)
    VALUES ($1, $2, $3, clock_timestamp(), 'payment', $7, $5, $8, $5, $9)
  ), opened AS (
    INSERT INTO ticket (id, state, revision, queue, priority, risk_score, agent_id, domain, customer_ref, subject,
      confidence, tool_name, call_digest, flags, waits_for, created_at, due_at, sla_seconds, expires_at)
    VALUES ($1, 'pending_review', 1, 'human_review', $10, $11, $2, 'payment', $12, 'customer:' || $12,
      0.91, 'issue_refund', $5, '{}', '{operator,support_lead}', clock_timestamp(), now() + interval '30 minutes', 1800,
      now() + interval '1 day')
  ), revised AS (
    INSERT INTO revision (ticket_id, revision, made_at, draft, draft_salt, tool_name, tool_version, arguments_raw,
      arguments_canonical, signed_content, content_hash, routing_policy_version, sign_off_policy_version, routing_decision)
    VALUES ($1, 1, clock_timestamp(), $13, $5, 'issue_refund', $14, $15, $16, $17, sha256(convert_to($17, 'UTF8')), 1, 1, $18)
  )
  ${LOG} VALUES (${entry(19, 'proposal.received', 20)}), (${entry(21, 'ticket.routed', 22)})`,
};

/** $1 ticket, $2 sign-off's id, $3 person, $4 execution's id, $5 call digest, $6 .. $9 actor and text of the entries, $10 agent, $11 customer, $12 tool version. */
export const SIGN_OFF = {
  name: 'floor-sign-off',
  text: `WITH moved AS (
    UPDATE ticket SET state = 'approved', lock_version = 2, queue = NULL, resolved_at = clock_timestamp()
    WHERE id = $1 AND lock_version = 1 AND state = 'pending_review' RETURNING id
  ), signed AS (
    INSERT INTO sign_off (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, at)
    SELECT $2::uuid, r.ticket_id, 1, $3::uuid, '{operator}', 'approve', r.content_hash, false, clock_timestamp()
    FROM moved m JOIN revision r ON r.ticket_id = m.id AND r.revision = 1
  ), readied AS (
    INSERT INTO execution (id, ticket_id, revision, tool_name, tool_version, state, fence, agent_id, subject, call_digest,
      knowing_repeat, money_key, hundredths, ready_at)
    SELECT $4::uuid, id, 1, 'issue_refund', $12, 'claimed', 1, $10, 'customer:' || $11, $5, false, 'EUR', 4200, clock_timestamp()
    FROM moved
  )
  ${LOG} SELECT ${entry(6, 'sign_off.given', 7)} FROM moved UNION ALL SELECT ${entry(8, 'ticket.approved', 9)} FROM moved`,
};

/** $1 ticket, $2 execution, $3 actor and $4 text of the entry. */
export const INTENT = {
  name: 'floor-intent',
  text: `WITH held AS (
    UPDATE ticket SET lock_version = 3 WHERE id = $1 AND lock_version = 2 AND expires_at > clock_timestamp() RETURNING id
  ), intended AS (
    UPDATE execution e SET state = 'intent', attempts = 1, intent_at = clock_timestamp(),
      lease_until = clock_timestamp() + interval '15 seconds'
    FROM held WHERE e.id = $2 AND e.state = 'claimed' AND e.fence = 1 RETURNING e.id
  )
  ${LOG} SELECT ${entry(3, 'execution.intended', 4)} FROM intended`,
};

/** $1 ticket, $2 execution, $3 actor and $4 text of the entry, $5 the tool's answer. */
export const OUTCOME = {
  name: 'floor-outcome',
  text: `WITH written AS (
    UPDATE execution SET state = 'succeeded', result = $5, finished_at = clock_timestamp()
    WHERE id = $2 AND state = 'intent' AND fence = 1 RETURNING id
  )
  ${LOG} SELECT ${entry(3, 'execution.succeeded', 4)} FROM written`,
};
