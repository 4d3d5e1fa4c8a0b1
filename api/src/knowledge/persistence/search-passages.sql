-- The passages in force that say most about a question, best first.
-- $1 the question, $2 its pairs of letters, $3 how many passages, $4 how many words, $5 how many rows may be looked at.
-- A word weighs what it is said in the question times how rare it is among the passages (Robertson's idf); a passage counts
-- a word by ts_rank, where a word of title or heading counts twice. Words are taken by weight for as long as
-- the passages that have them fit into $5, so that a question of many common words costs no more than that.
-- The share says how much of the weight of all that was asked the words of a passage have: words that no passage has count as asked.
WITH total AS MATERIALIZED (
  SELECT passages::float8 AS passages FROM passage_total
), asked AS MATERIALIZED (
  SELECT w.word, w.passages, coalesce(cardinality(a.positions), 1)
      * ln(1 + (t.passages - coalesce(w.passages, 0) + 0.5) / (coalesce(w.passages, 0) + 0.5)) AS weight
  FROM unnest(to_tsvector('english', $1) || array_to_tsvector($2::text[])) a
  LEFT JOIN passage_word w ON w.word = a.lexeme CROSS JOIN total t
), weighed AS MATERIALIZED (
  SELECT word, passages, weight FROM asked WHERE word IS NOT NULL ORDER BY weight DESC, word LIMIT $4
), taken AS MATERIALIZED (
  SELECT weight, ('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''')::tsquery AS query
  FROM (SELECT *, sum(passages) OVER (ORDER BY weight DESC, word) AS so_far FROM weighed) w
  WHERE so_far <= $5 OR so_far = passages
), best AS MATERIALIZED (
  SELECT p.document_id, p.version, p.number, sum(t.weight * p.rank)::float8 AS score,
    (sum(t.weight) / (SELECT sum(weight) FROM asked))::float8 AS share
  FROM taken t CROSS JOIN LATERAL (
    SELECT document_id, version, number, ts_rank('{0.5, 0.5, 0.75, 1}', words, t.query) AS rank
    FROM passage_words WHERE words @@ t.query LIMIT $5
  ) p
  GROUP BY p.document_id, p.version, p.number
  ORDER BY score DESC, p.document_id, p.number LIMIT $3
)
SELECT p.document_id AS "documentId", p.version, p.number, p.heading, p.text, v.title, v.created_at AS "madeAt",
  d.uri, d.owner, d.review_by::text AS "reviewBy", d.version AS "versionInForce", b.score, b.share, now() AS now
FROM best b
JOIN passage p ON p.document_id = b.document_id AND p.version = b.version AND p.number = b.number
JOIN document_version v ON v.document_id = b.document_id AND v.version = b.version
JOIN document d ON d.id = b.document_id
ORDER BY b.score DESC, b.document_id, b.number
