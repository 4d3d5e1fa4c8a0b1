-- The passages in force that stand nearest to a question by meaning, nearest first: $1 the model, $2 the question's embedding
-- as pgvector reads it, $3 its length, $4 how many. All of them are looked at: exact, as pgvector is without an index.
WITH best AS MATERIALIZED (
  SELECT e.document_id, e.version, e.number, e.embedding <=> $2::text::vector AS distance
  FROM (SELECT * FROM passage_embedding WHERE model = $1 AND vector_dims(embedding) = $3::int OFFSET 0) e
  JOIN document d ON d.id = e.document_id AND d.version = e.version
  ORDER BY distance, e.document_id, e.number LIMIT $4
)
SELECT p.document_id AS "documentId", p.version, p.number, p.heading, p.text, v.title, v.created_at AS "madeAt",
  d.uri, d.owner, d.review_by::text AS "reviewBy", d.version AS "versionInForce", now() AS now
FROM best b
JOIN passage p USING (document_id, version, number)
JOIN document_version v USING (document_id, version)
JOIN document d ON d.id = b.document_id
ORDER BY b.distance, b.document_id, b.number
