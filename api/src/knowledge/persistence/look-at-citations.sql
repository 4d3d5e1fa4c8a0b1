-- $1 JSON array of {n, cited, documentId, version, passage, anchor, quoted, at}: which of them name a passage, how far it can be relied on,
-- and what it says where it is quoted. Without a version, the one that was in force at that time, or is now. Times are said to the millisecond.
SELECT c.n, c.cited, d.review_by::text AS "reviewBy", v.version < d.version AS superseded,
  CASE WHEN c.quoted THEN p.text END AS text
FROM json_to_recordset($1) AS c(n int, cited text, "documentId" text, version int, passage int, anchor text, quoted boolean, at timestamptz)
JOIN document d ON d.id = c."documentId"
JOIN document_version v ON v.document_id = d.id AND v.version = coalesce(c.version, CASE WHEN c.at IS NOT NULL THEN
  (SELECT max(version) FROM document_version WHERE document_id = d.id AND date_trunc('milliseconds', created_at) <= c.at) END, d.version)
JOIN LATERAL (SELECT text FROM passage p
  WHERE p.document_id = v.document_id AND p.version = v.version AND (p.number = c.passage OR p.anchor = c.anchor)
  ORDER BY p.number LIMIT 1) p ON true
