-- What a database has only where its server has an extension. Looked at after every run of migrations, as an extension may be
-- installed at any time; it creates nothing twice.
DO $$
BEGIN
  IF to_regclass('passage_embedding') IS NOT NULL
    OR NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
    RETURN;
  END IF;
  BEGIN
    CREATE EXTENSION IF NOT EXISTS vector;
  EXCEPTION WHEN insufficient_privilege THEN
    -- Many servers let only a superuser create it; docs/knowledge.md says so.
    RETURN;
  END;
  -- Where passages in force stand by meaning. Worked out from them, and worth nothing else: deleting all costs a few calls of a model.
  CREATE TABLE passage_embedding (
    document_id text COLLATE "C" NOT NULL,
    version     int NOT NULL,
    number      int NOT NULL,
    model       text NOT NULL,
    -- Of any length, since models differ.
    embedding   vector NOT NULL,
    PRIMARY KEY (document_id, version, number, model),
    FOREIGN KEY (document_id, version, number) REFERENCES passage
  );
  GRANT SELECT, INSERT, DELETE ON passage_embedding TO countersign_app;
END
$$
