import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Documents in versions, cut into passages that citations open, and what it takes to rank them for a question. */
export class CreateKnowledge1795800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What is said of a document now. Its content is in its versions.
      CREATE TABLE document (
        id         text COLLATE "C" PRIMARY KEY,
        title      text NOT NULL,
        uri        text,
        owner      text,
        review_by  date,
        -- The version in force.
        version    int NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX document_title_idx ON document (lower(title), id);
      CREATE INDEX document_review_idx ON document (coalesce(review_by, date '9999-12-31'), id);

      CREATE TABLE document_version (
        document_id text COLLATE "C" NOT NULL REFERENCES document,
        version     int NOT NULL,
        title       text NOT NULL,
        -- As it was given, with its SHA-256.
        content     text NOT NULL,
        sha256      bytea NOT NULL CHECK (sha256 = sha256(convert_to(content, 'UTF8'))),
        -- 'person:<id>' or 'system'.
        created_by  text NOT NULL,
        created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (document_id, version)
      );
      CREATE TRIGGER document_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_version
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Slices of a version's content, one after the other without a gap.
      CREATE TABLE passage (
        document_id text COLLATE "C" NOT NULL,
        version     int NOT NULL,
        number      int NOT NULL,
        -- The innermost heading it stands under.
        heading     text,
        -- The heading as a citation names it; on the first passage under it.
        anchor      text COLLATE "C",
        text        text NOT NULL,
        PRIMARY KEY (document_id, version, number),
        FOREIGN KEY (document_id, version) REFERENCES document_version
      );
      CREATE UNIQUE INDEX passage_anchor_key ON passage (document_id, version, anchor) WHERE anchor IS NOT NULL;
      CREATE TRIGGER passage_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON passage
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Passages of versions in force, by the words in them. Worked out from the above, and written anew with each version.
      CREATE TABLE passage_words (
        document_id text COLLATE "C" NOT NULL,
        version     int NOT NULL,
        number      int NOT NULL,
        words       tsvector NOT NULL,
        PRIMARY KEY (document_id, version, number),
        FOREIGN KEY (document_id, version, number) REFERENCES passage
      );
      CREATE INDEX passage_words_idx ON passage_words USING gin (words) WITH (fastupdate = off);

      -- In how many of those passages a word is: rare ones say more.
      CREATE TABLE passage_word (
        word     text COLLATE "C" PRIMARY KEY,
        passages int NOT NULL
      );
      -- One row: how many of those passages there are.
      CREATE TABLE passage_total (
        one      boolean PRIMARY KEY DEFAULT true CHECK (one),
        passages int NOT NULL
      );
      INSERT INTO passage_total (passages) VALUES (0);

      GRANT SELECT, INSERT, UPDATE ON document TO countersign_app;
      GRANT SELECT, INSERT ON document_version, passage TO countersign_app;
      GRANT SELECT, INSERT, DELETE ON passage_words TO countersign_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON passage_word TO countersign_app;
      GRANT SELECT, UPDATE ON passage_total TO countersign_app;
      GRANT SELECT ON document, document_version, passage TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE passage_total, passage_word, passage_words, passage, document_version, document');
  }
}
