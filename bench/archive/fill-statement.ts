/** The tickets as numbers: what a statement makes of each. `now()` is the transaction's, so all of one chunk agree. */
const ITEM = `item AS MATERIALIZED (
    SELECT n, at, n % 5 = 0 AS waits, ($6::uuid[])[n % cardinality($6::uuid[]) + 1] AS person,
      (overlay(overlay(md5(n::text) PLACING lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') FROM 1 FOR 12)
        PLACING '7' FROM 13 FOR 1))::uuid AS id,
      sha256(int8send(n::bigint)) AS digest,
      format('{"amount_minor":"%s","currency":"EUR","payment_id":"pay_%s","reason":"charged twice"}', 100 + n % 400 * 125, n) AS arguments
    FROM generate_series($1::int, $2::int) AS n,
      LATERAL (SELECT now() - interval '365 days' * (1 - n::float8 / $3::int) AS at) received
  )`;

/**
 * $1 first and $2 last ticket to write, counted from 0, $3 tickets in all, $4 agent, $5 its key, $6 people who decided.
 *
 * Ids are UUIDv7 of the moment of receipt, so that they sort as the product's own do. What waits is due within a day or
 * was due an hour ago at most, and is signed by nobody.
 */
export const FILL = {
  name: 'fill-archive',
  text: `WITH ${ITEM}, content AS MATERIALIZED (
    SELECT id, json_build_object('arguments', arguments::json, 'digests', json_build_object('request', encode(digest, 'hex'),
      'evidence', encode(digest, 'hex'), 'draft', encode(digest, 'hex')), 'expiresAt', at, 'revision', 1, 'ticketId', id,
      'tool', json_build_object('endpointVersion', 1, 'name', 'issue_refund', 'version', 1))::text AS signed
    FROM item
  ), proposed AS (
    INSERT INTO proposal (id, agent_id, agent_key_id, received_at, domain, request, request_salt, evidence, evidence_salt, policy)
    SELECT id, $4::uuid, $5::uuid, at, 'payment',
      json_build_object('text', 'I was charged twice for order ' || n || '. Please give me one of the payments back.',
        'customerRef', 'cus_' || n / 3)::text,
      digest, '[{"id":"kb:refund-policy#3","title":"Refund policy: charged twice"}]', digest, '{"decision":"allow","piiLeakRisk":"low"}'
    FROM item
  ), opened AS (
    INSERT INTO ticket (id, state, revision, queue, priority, risk_score, agent_id, domain, customer_ref, subject, confidence,
      tool_name, call_digest, flags, waits_for, created_at, due_at, sla_seconds, expires_at, resolved_at)
    SELECT id, CASE WHEN waits THEN 'pending_review' WHEN n % 5 = 4 THEN 'rejected' ELSE 'approved' END, 1,
      CASE WHEN waits THEN 'human_review' END, 'normal', 20 + n % 50, $4::uuid, 'payment', 'cus_' || n / 3, 'customer:cus_' || n / 3,
      0.91, 'issue_refund', digest, '{}', CASE WHEN waits THEN '{operator,support_lead}'::text[] ELSE '{}' END, at,
      CASE WHEN waits THEN now() + interval '1 hour' * (25 * (hashint4(n) & 65535) / 65536.0 - 1) END,
      1800, CASE WHEN waits THEN now() + interval '1 day' ELSE at + interval '1 day' END, CASE WHEN NOT waits THEN at + interval '20 minutes' END
    FROM item
  ), revised AS (
    INSERT INTO revision (ticket_id, revision, made_at, draft, draft_salt, tool_name, tool_version, arguments_raw,
      arguments_canonical, signed_content, content_hash, routing_policy_version, sign_off_policy_version, routing_decision)
    SELECT id, 1, at, '{"answer":"You were charged twice, so we return the second payment of 42.00 EUR.","confidence":0.91,"citations":["kb:refund-policy#3"],"model":"bench-model","promptVersion":"bench@1"}',
      digest, 'issue_refund', 1, arguments, arguments, signed, sha256(convert_to(signed, 'UTF8')), 1, 1,
      '{"outcome":"review","conditions":[{"rule":"hard_block_if","condition":"policy_decision","expected":"deny","actual":"allow","held":false},{"rule":"review_required_if","condition":"domain","expected":["payment","account_lock","legal"],"actual":"payment","held":true},{"rule":"review_required_if","condition":"tool_call","expected":["change_account_state","issue_refund"],"actual":"issue_refund","held":true}],"score":{"value":42,"parts":[{"factor":"domain","points":20,"because":"domain payment"}]}}'
    FROM item JOIN content USING (id)
  ), told AS (
    SELECT n, 1 AS step, at, 'agent:' || $4::uuid AS actor, 'proposal.received' AS action, id, signed FROM item JOIN content USING (id)
    UNION ALL
    SELECT n, 2, at + interval '20 minutes', CASE WHEN waits THEN 'system' ELSE 'person:' || person END,
      CASE WHEN waits THEN 'ticket.routed' WHEN n % 5 = 4 THEN 'ticket.rejected' ELSE 'ticket.approved' END, id, signed
    FROM item JOIN content USING (id)
  )
  INSERT INTO audit_entry (at, actor, action, subject, canonical, hash)
  SELECT at, actor, action, 'ticket:' || id, convert_to(canonical, 'UTF8'), sha256(convert_to(canonical, 'UTF8'))
  FROM told, LATERAL (SELECT json_build_object('action', action, 'actor', actor, 'at', at, 'payload', signed::json, 'subject', 'ticket:' || id, 'v', 1)::text AS canonical) entry
  ORDER BY n, step`,
};

/**
 * With the same values, and after `FILL` in its transaction: the one signature of what is decided. A statement of its own, because the
 * trigger that looks for four eyes must see the revision.
 */
export const SIGN = {
  name: 'sign-archive',
  text: `WITH ${ITEM}
  INSERT INTO sign_off (id, ticket_id, revision, person_id, roles, verdict, content_hash, knowing_repeat, reason, at)
  SELECT overlay(id::text PLACING '8' FROM 20 FOR 1)::uuid, id, 1, person, '{operator}', CASE WHEN n % 5 = 4 THEN 'reject' ELSE 'approve' END,
    r.content_hash, false, CASE WHEN n % 5 = 4 THEN 'not_justified' END, item.at + interval '20 minutes'
  FROM item JOIN revision r ON r.ticket_id = item.id AND r.revision = 1
  WHERE NOT waits AND num_nulls($4::uuid, $5::uuid) = 0`,
};

/** With the same values: the words of what is decided, as the product's sweep gathers them from the texts that `FILL` writes. */
export const TELL_WORDS = {
  name: 'tell-archive-words',
  text: `WITH ${ITEM}
  INSERT INTO ticket_words (ticket_id, resolved_at, words)
  SELECT id, at + interval '20 minutes', array_to_tsvector(words_in(concat_ws(' ',
    'I was charged twice for order ' || n || '. Please give me one of the payments back.', 'cus_' || n / 3, arguments,
    CASE WHEN n % 5 = 4 THEN 'not_justified' END)))
  FROM item WHERE NOT waits AND num_nulls($4::uuid, $5::uuid) = 0`,
};
