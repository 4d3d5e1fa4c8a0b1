-- $1 the model, $2 JSON array of {documentId, version, number, embedding}. What another process has added meanwhile stays.
INSERT INTO passage_embedding (document_id, version, number, model, embedding)
SELECT g."documentId", g.version, g.number, $1, g.embedding::vector
FROM json_to_recordset($2) AS g("documentId" text, version int, number int, embedding text)
ON CONFLICT DO NOTHING
