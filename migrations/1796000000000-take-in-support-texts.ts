import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What customers wrote to support, in their own words: complaints are grouped from it. It decides nothing. */
export class TakeInSupportTexts1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE support_text (
        id          uuid PRIMARY KEY,
        -- 'agent:<id>', or 'import' where a person brought it in.
        source      text NOT NULL,
        -- The source's own name for it: a repeat is known by it.
        name        text COLLATE "C" NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
        at          timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- The proposal it is about, where somebody knows.
        ticket_id   uuid REFERENCES ticket,
        domain      text CHECK (length(domain) <= 200),
        body        text CHECK (length(body) <= 4000),
        erased_at   timestamptz,
        UNIQUE (source, name),
        CHECK ((body IS NULL) = (erased_at IS NOT NULL))
      );
      COMMENT ON TABLE support_text IS 'What customers wrote to support; decides nothing, so only its erasure is in the audit log';
      CREATE INDEX support_text_at_idx ON support_text (at) WHERE body IS NOT NULL;
      CREATE INDEX support_text_received_idx ON support_text (received_at);
      CREATE INDEX support_text_name_idx ON support_text (name);
      CREATE INDEX support_text_ticket_idx ON support_text (ticket_id) WHERE ticket_id IS NOT NULL;

      CREATE FUNCTION support_text_is_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.body IS NULL AND NEW.erased_at IS NOT NULL
          AND to_jsonb(NEW) - '{body,erased_at}'::text[] = to_jsonb(OLD) - '{body,erased_at}'::text[] THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER support_text_only_erased BEFORE UPDATE ON support_text
        FOR EACH ROW EXECUTE FUNCTION support_text_is_only_erased();
      CREATE TRIGGER support_text_append_only BEFORE DELETE OR TRUNCATE ON support_text
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- Words of what was erased are not kept. The lock waits for an erasure under way, and the look is younger than it.
      CREATE FUNCTION support_text_of_nothing_erased() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM FROM ticket t WHERE t.id = NEW.ticket_id FOR SHARE;
        IF EXISTS (SELECT FROM erasure e WHERE e.ticket_id = NEW.ticket_id) THEN
          RETURN NULL;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER support_text_made BEFORE INSERT ON support_text
        FOR EACH ROW WHEN (NEW.ticket_id IS NOT NULL) EXECUTE FUNCTION support_text_of_nothing_erased();

      -- With its owner's rights, as erase_ticket, which it is part of.
      CREATE FUNCTION erase_support_texts() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE support_text SET body = NULL, erased_at = clock_timestamp() WHERE ticket_id = NEW.ticket_id AND body IS NOT NULL;
        RETURN NULL;
      END $$;
      CREATE TRIGGER erasure_erases_support_texts AFTER INSERT ON erasure
        FOR EACH ROW EXECUTE FUNCTION erase_support_texts();

      GRANT SELECT, INSERT, UPDATE (body, erased_at) ON support_text TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER erasure_erases_support_texts ON erasure;
      DROP FUNCTION erase_support_texts();
      DROP TABLE support_text;
      DROP FUNCTION support_text_is_only_erased(), support_text_of_nothing_erased();
    `);
  }
}
