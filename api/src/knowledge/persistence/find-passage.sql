-- One passage by what a citation names: $1 document, $2 version or null, $3 number or null, $4 anchor or null,
-- $5 the time at which the version in force is meant, or null for now. Times are said to the millisecond.
SELECT p.document_id AS "documentId", p.version, p.number, p.heading, p.text, v.title, v.created_at AS "madeAt",
  d.uri, d.owner, d.review_by::text AS "reviewBy", d.version AS "versionInForce", now() AS now
FROM document d
JOIN document_version v ON v.document_id = d.id AND v.version = coalesce($2::int, (
  SELECT max(version) FROM document_version
  WHERE document_id = d.id AND ($5::timestamptz IS NULL OR date_trunc('milliseconds', created_at) <= $5)
))
JOIN passage p ON p.document_id = v.document_id AND p.version = v.version AND (p.number = $3::int OR p.anchor = $4::text)
WHERE d.id = $1
