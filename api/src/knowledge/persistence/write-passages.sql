-- Writes the passages of a new version ($1 document, $2 version, $3 title, $4 JSON array of passages with their pairs of
-- letters) and puts their words in the place of those of the version before. Who calls it holds the lock of all documents.
WITH given AS MATERIALIZED (
  SELECT * FROM json_to_recordset($4) AS g(number int, heading text, anchor text, text text, pairs json)
), passages AS (
  INSERT INTO passage (document_id, version, number, heading, anchor, text)
  SELECT $1, $2, number, heading, anchor, text FROM given
), gone AS (
  DELETE FROM passage_words WHERE document_id = $1 RETURNING words
), made AS (
  INSERT INTO passage_words (document_id, version, number, words)
  SELECT $1, $2, number, setweight(to_tsvector('english', concat_ws(' ', $3::text, heading)), 'A')
    || setweight(to_tsvector('english', text), 'D')
    || array_to_tsvector(array(SELECT json_array_elements_text(pairs)))
  FROM given RETURNING words
), counted AS MATERIALIZED (
  SELECT word, sum(n)::int AS passages FROM (
    SELECT (unnest(words)).lexeme AS word, -1 AS n FROM gone
    UNION ALL SELECT (unnest(words)).lexeme, 1 FROM made
  ) w GROUP BY word HAVING sum(n) <> 0
), words AS (
  INSERT INTO passage_word (word, passages) SELECT word, passages FROM counted
  ON CONFLICT (word) DO UPDATE SET passages = passage_word.passages + excluded.passages
)
UPDATE passage_total SET passages = passages + (SELECT count(*) FROM made) - (SELECT count(*) FROM gone)
