import type { MigrationInterface, QueryRunner } from 'typeorm';
import { mergeEvents } from './merge-events-into-stories.js';

/**
 * What became of each answer, so that figures are sums over narrow rows and nobody counts events anew for each look. A row is
 * kept true by what it is made of, in the same transaction. Every part of it is merged in a way that does not ask for an order:
 * whoever comes first makes the row, the others wait for it and add theirs, and nobody reads what another has not committed yet.
 */
export class KeepStories1796000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE insight_story (
        ticket_id         uuid PRIMARY KEY REFERENCES ticket,
        taken_at          timestamptz NOT NULL,
        -- The newest of what is known: what was known before a moment is this row when it is older, else it takes the events.
        changed_at        timestamptz NOT NULL,
        shown_at          timestamptz,
        shown_received_at timestamptz,
        retried_at        timestamptz,
        completed_at      timestamptz,
        verdict_at        timestamptz,
        confident         boolean NOT NULL,
        acted_on_low      boolean NOT NULL DEFAULT false,
        abandoned         boolean NOT NULL DEFAULT false,
        complained        boolean NOT NULL DEFAULT false,
        wrong             boolean NOT NULL DEFAULT false,
        reversed          boolean NOT NULL DEFAULT false,
        ran               boolean NOT NULL DEFAULT false,
        verdict           text CHECK (verdict IN ('approved', 'rejected')),
        domain            text NOT NULL,
        status            text,
        reason_code       text,
        -- All that figures ask of it as one number, because alike stories are found by one number twice as fast as by twelve columns.
        facts             int NOT NULL GENERATED ALWAYS AS (
          confident::int + 2 * (completed_at IS NOT NULL)::int + 4 * acted_on_low::int + 8 * abandoned::int
          + 16 * (retried_at IS NOT NULL)::int + 32 * coalesce(completed_at > retried_at, false)::int + 64 * complained::int
          + 128 * wrong::int + 256 * reversed::int + 512 * coalesce(verdict = 'rejected', false)::int
          + 1024 * (verdict IS NOT NULL)::int + 2048 * ran::int
        ) STORED
      ) WITH (fillfactor = 80);
      COMMENT ON TABLE insight_story IS 'What users did with an answer and what became of it, one row each; written by triggers alone';
      COMMENT ON COLUMN insight_story.shown_at IS 'First shown, with what it said then; null while it was shown to nobody';
      COMMENT ON COLUMN insight_story.retried_at IS 'Retried first';
      COMMENT ON COLUMN insight_story.completed_at IS 'Acted on or called resolved last';
      COMMENT ON COLUMN insight_story.verdict_at IS 'When people last decided it, or took that back';
      COMMENT ON COLUMN insight_story.facts IS
        '1 confident, 2 completed, 4 acted on low confidence, 8 abandoned, 16 retried, 32 completed after it was retried, 64 complained, 128 wrong, 256 reversed, 512 refused, 1024 judged, 2048 ran';
      CREATE INDEX insight_story_taken_idx ON insight_story (taken_at);
      GRANT SELECT ON insight_story TO countersign_app;

      -- At or over the confidence that its routing policy asks of what it allows.
      CREATE FUNCTION insight_confident(decision json) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
        SELECT EXISTS (SELECT FROM json_to_recordset(decision->'conditions') AS c(condition text, held boolean)
          WHERE c.condition = 'confidence_min' AND c.held)
      $$;

      -- With their owner's rights: whoever serves the API tells of events and decisions, and writes no figures.
      CREATE FUNCTION add_events_to_stories() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        ${mergeEvents('told')};
        RETURN NULL;
      END $$;
      CREATE TRIGGER user_event_is_counted AFTER INSERT ON user_event REFERENCING NEW TABLE AS told
        FOR EACH STATEMENT EXECUTE FUNCTION add_events_to_stories();

      CREATE FUNCTION add_verdict_to_story() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO insight_story AS s (ticket_id, taken_at, changed_at, confident, domain, verdict, verdict_at)
        SELECT NEW.id, NEW.created_at, coalesce(NEW.resolved_at, clock_timestamp()), insight_confident(r.routing_decision), NEW.domain,
          CASE WHEN NEW.state IN ('approved', 'rejected') THEN NEW.state END, coalesce(NEW.resolved_at, clock_timestamp())
        FROM revision r WHERE r.ticket_id = NEW.id AND r.revision = 1
        ON CONFLICT (ticket_id) DO UPDATE SET verdict = EXCLUDED.verdict, verdict_at = EXCLUDED.verdict_at,
          changed_at = greatest(s.changed_at, EXCLUDED.changed_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER ticket_verdict_is_counted AFTER UPDATE OF state ON ticket
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state
          AND (OLD.state IN ('approved', 'rejected') OR NEW.state IN ('approved', 'rejected')))
        EXECUTE FUNCTION add_verdict_to_story();

      CREATE FUNCTION add_success_to_story() RETURNS trigger LANGUAGE plpgsql
      SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO insight_story AS s (ticket_id, taken_at, changed_at, confident, domain, ran)
        SELECT t.id, t.created_at, coalesce(NEW.finished_at, clock_timestamp()), insight_confident(r.routing_decision), t.domain, true
        FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1 WHERE t.id = NEW.ticket_id
        ON CONFLICT (ticket_id) DO UPDATE SET ran = true, changed_at = greatest(s.changed_at, EXCLUDED.changed_at);
        RETURN NULL;
      END $$;
      CREATE TRIGGER execution_success_is_counted AFTER UPDATE OF state ON execution
        FOR EACH ROW WHEN (OLD.state <> 'succeeded' AND NEW.state = 'succeeded') EXECUTE FUNCTION add_success_to_story();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER execution_success_is_counted ON execution;
      DROP TRIGGER ticket_verdict_is_counted ON ticket;
      DROP TRIGGER user_event_is_counted ON user_event;
      DROP FUNCTION add_success_to_story();
      DROP FUNCTION add_verdict_to_story();
      DROP FUNCTION add_events_to_stories();
      DROP FUNCTION insight_confident(json);
      DROP TABLE insight_story;
    `);
  }
}
