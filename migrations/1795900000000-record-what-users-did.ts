import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people outside did with an answer, and what became of it later, as their agent tells it. Beside each event stands what
 * the answer said when the event came in, so that no figure has to guess what the user had before them.
 */
export class RecordWhatUsersDid1795900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_event (
        ticket_id   uuid NOT NULL REFERENCES ticket,
        -- The agent's own name for it: a repeat is known by it.
        id          text NOT NULL CHECK (length(id) BETWEEN 1 AND 100),
        type        text NOT NULL CHECK (type IN ('shown', 'opened_citation', 'retried', 'provided_context', 'asked_human',
          'abandoned', 'acted', 'complained', 'resolved', 'corrected', 'refund_reversed', 'charged_back')),
        at          timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        revision    int NOT NULL,
        status      text NOT NULL,
        reason_code text,
        next_action text,
        confidence  double precision,
        -- Which citation was opened, by its id.
        citation    text CHECK (length(citation) <= 500),
        -- The user's own words.
        body        text CHECK (length(body) <= 4000),
        PRIMARY KEY (ticket_id, id)
      );
      COMMENT ON TABLE user_event IS 'What users did with an answer and what became of it; decides nothing, so it is not in the audit log';
      CREATE INDEX user_event_at_idx ON user_event (at, type);

      CREATE FUNCTION user_event_is_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF num_nonnulls(NEW.body, NEW.citation) = 0
          AND to_jsonb(NEW) - '{body,citation}'::text[] = to_jsonb(OLD) - '{body,citation}'::text[]
          AND EXISTS (SELECT FROM erasure e WHERE e.ticket_id = OLD.ticket_id) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$;
      CREATE TRIGGER user_event_only_erased BEFORE UPDATE ON user_event
        FOR EACH ROW EXECUTE FUNCTION user_event_is_only_erased();
      CREATE TRIGGER user_event_append_only BEFORE DELETE OR TRUNCATE ON user_event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- With its owner's rights, as erase_ticket, which it is part of.
      CREATE FUNCTION erase_user_events() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        UPDATE user_event SET body = NULL, citation = NULL WHERE ticket_id = NEW.ticket_id AND num_nonnulls(body, citation) > 0;
        RETURN NULL;
      END $$;
      CREATE TRIGGER erasure_erases_user_events AFTER INSERT ON erasure
        FOR EACH ROW EXECUTE FUNCTION erase_user_events();

      GRANT SELECT, INSERT ON user_event TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER erasure_erases_user_events ON erasure;
      DROP FUNCTION erase_user_events();
      DROP TABLE user_event;
      DROP FUNCTION user_event_is_only_erased();
    `);
  }
}
