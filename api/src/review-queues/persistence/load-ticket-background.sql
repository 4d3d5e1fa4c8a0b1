-- $1 ticket id: what the review screen shows beside the case file.
SELECT
  (SELECT json_agg(json_build_object('revision', r.revision, 'madeById', r.made_by, 'madeByName', p.name, 'madeAt', r.made_at,
      'added', EXISTS (SELECT FROM context c WHERE c.ticket_id = r.ticket_id AND c.revision = r.revision),
      'note', r.note, 'contentHash', encode(r.content_hash, 'hex'), 'draft', r.draft, 'tool', r.tool_name, 'arguments', r.arguments_canonical,
      'observation', r.observation)
      ORDER BY r.revision)
    FROM revision r LEFT JOIN person p ON p.id = r.made_by WHERE r.ticket_id = t.id) AS revisions,
  (SELECT json_agg(json_build_object('personId', n.person_id, 'personName', p.name, 'body', n.body, 'at', n.at) ORDER BY n.at)
    FROM note n JOIN person p ON p.id = n.person_id WHERE n.ticket_id = t.id) AS notes,
  (SELECT json_agg(json_build_object(
      'question', CASE WHEN q.id IS NOT NULL THEN json_build_object('id', q.id, 'revision', q.revision, 'personId', q.person_id,
        'personName', p.name, 'text', q.body, 'at', q.at) END,
      'answer', CASE WHEN c.ticket_id IS NOT NULL THEN json_build_object('revision', c.revision, 'body', c.body, 'at', c.at) END)
      ORDER BY coalesce(q.at, c.at))
    FROM (SELECT * FROM question WHERE ticket_id = t.id) q
    FULL JOIN (SELECT * FROM context WHERE ticket_id = t.id) c ON c.question_id = q.id
    LEFT JOIN person p ON p.id = q.person_id) AS exchange,
  (SELECT json_build_object('at', x.at, 'byName', p.name, 'reason', x.reason)
    FROM erasure x JOIN person p ON p.id = x.erased_by WHERE x.ticket_id = t.id) AS erasure,
  (SELECT r.draft FROM revision r WHERE r.ticket_id = t.id AND r.revision = 1) AS first_draft,
  (SELECT r.tool_name FROM revision r WHERE r.ticket_id = t.id AND r.revision = 1) AS first_tool,
  (SELECT r.arguments_raw FROM revision r WHERE r.ticket_id = t.id AND r.revision = 1) AS first_arguments,
  (SELECT json_agg(h ORDER BY h."createdAt" DESC) FROM (
      SELECT o.id, o.number, o.created_at AS "createdAt", o.domain, o.state, r.tool_name AS "toolName",
        r.arguments_raw AS "argumentsRaw", e.state AS "executionState"
      FROM ticket o JOIN revision r ON r.ticket_id = o.id AND r.revision = o.revision
      LEFT JOIN execution e ON e.ticket_id = o.id AND e.revision = o.revision
      WHERE o.customer_ref = t.customer_ref AND o.id <> t.id
      ORDER BY o.customer_ref, o.id DESC LIMIT 10) h) AS history
FROM ticket t WHERE t.id = $1
