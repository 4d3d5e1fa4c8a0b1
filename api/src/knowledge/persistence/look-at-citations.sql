-- $1 JSON array of {n, cited, documentId, version, passage, anchor}: which of them name a passage, and how far it can be relied on.
SELECT c.n, c.cited, d.review_by::text AS "reviewBy", v.version < d.version AS superseded
FROM json_to_recordset($1) AS c(n int, cited text, "documentId" text, version int, passage int, anchor text)
JOIN document d ON d.id = c."documentId"
JOIN document_version v ON v.document_id = d.id AND v.version = coalesce(c.version, d.version)
WHERE EXISTS (SELECT FROM passage p
  WHERE p.document_id = v.document_id AND p.version = v.version AND (p.number = c.passage OR p.anchor = c.anchor))
