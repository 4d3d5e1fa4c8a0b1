import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words of decided tickets, for who looks things up months later. They are gathered after the decision, by a sweep, so that neither
 * proposals nor decisions pay for them; what is not gathered yet is read from the texts themselves, by the same function. An erasure takes
 * a ticket's words with it, and nothing can bring them back.
 */
export class IndexWords1795700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(String.raw`
      -- The words of a text, each once: whatever stands between what is no letter, no digit and no underscore, which ids have. What is not ASCII is part of a word, but
      -- for marks and spaces. Words are cut at 40 characters and texts at 100,000, so that every text has a tsvector.
      CREATE FUNCTION words_in(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT left(word, 40)), '{}') FROM regexp_split_to_table(lower(left(said, 100000)),
          '[\u0001-\u002f\u003a-\u0040\u005b-\u005e\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+') word
        WHERE word <> ''
      $$;

      -- What a decided ticket is found by: what was asked, the call's arguments, whom it is about, and what was written at revising and signing.
      CREATE FUNCTION words_of_ticket(id uuid) RETURNS tsvector LANGUAGE sql STABLE AS $$
        SELECT coalesce(array_to_tsvector((words_in(string_agg(x.said, ' ')))[1:5000]), '')
        FROM ticket t
        CROSS JOIN LATERAL (
          SELECT p.request::json->>'text' AS said FROM proposal p WHERE p.id = t.id
          UNION ALL SELECT t.customer_ref
          UNION ALL SELECT concat_ws(' ', r.arguments_canonical, r.note) FROM revision r WHERE r.ticket_id = t.id AND r.revision = t.revision
          UNION ALL SELECT concat_ws(' ', s.reason, s.note) FROM sign_off s WHERE s.ticket_id = t.id AND s.revision = t.revision
        ) x
        WHERE t.id = words_of_ticket.id
      $$;

      CREATE TABLE ticket_words (
        ticket_id   uuid PRIMARY KEY REFERENCES ticket,
        resolved_at timestamptz NOT NULL,
        words       tsvector NOT NULL
      );
      COMMENT ON COLUMN ticket_words.resolved_at IS 'The decision that they were gathered after; they count while it is still that of the ticket';
      -- Statistics would keep samples of words that were erased.
      ALTER TABLE ticket_words ALTER words SET STATISTICS 0;
      CREATE INDEX ticket_words_idx ON ticket_words USING gin (words);

      -- One row: the words of what was decided before it are in ticket_words.
      CREATE TABLE words_gathered (
        one   boolean PRIMARY KEY DEFAULT true CHECK (one),
        until timestamptz NOT NULL
      );
      INSERT INTO words_gathered (until) SELECT coalesce(min(resolved_at), now()) FROM ticket;

      CREATE FUNCTION forget_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        DELETE FROM ticket_words w WHERE w.ticket_id = NEW.ticket_id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER erasure_forgets_words AFTER INSERT ON erasure FOR EACH ROW EXECUTE FUNCTION forget_words();

      CREATE FUNCTION words_are_of_nothing_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM erasure e WHERE e.ticket_id = NEW.ticket_id) THEN
          RAISE EXCEPTION 'no words are gathered of what was erased' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ticket_words_not_erased BEFORE INSERT OR UPDATE ON ticket_words
        FOR EACH ROW EXECUTE FUNCTION words_are_of_nothing_erased();

      GRANT SELECT, INSERT, UPDATE ON ticket_words TO countersign_app;
      GRANT SELECT, UPDATE ON words_gathered TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER erasure_forgets_words ON erasure;
      DROP TABLE ticket_words, words_gathered;
      DROP FUNCTION forget_words(), words_are_of_nothing_erased(), words_of_ticket(uuid), words_in(text);
    `);
  }
}
