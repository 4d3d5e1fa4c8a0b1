import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has to be open before a call begins: nobody stopped it, its circuit is closed, and there is room. */
export class CreateGates1795000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Calls in flight per tool and process.
      ALTER TABLE tool ADD COLUMN max_in_flight int NOT NULL DEFAULT 16 CHECK (max_in_flight BETWEEN 1 AND 64);

      -- A row per stop; it stands until it is resumed, and stays as history. Scope is a tool's name, or * for everything.
      -- Reasons may name people: they stand beside their salts and can be erased, the log has their digests.
      CREATE TABLE kill_switch (
        id            uuid PRIMARY KEY,
        scope         text NOT NULL,
        stopped_by    uuid NOT NULL REFERENCES person,
        stopped_at    timestamptz NOT NULL,
        reason        text,
        reason_salt   bytea,
        resumed_by    uuid REFERENCES person,
        resumed_at    timestamptz,
        resume_reason text,
        resume_salt   bytea,
        CHECK ((resumed_by IS NULL) = (resumed_at IS NULL))
      );
      CREATE UNIQUE INDEX kill_switch_stopped_key ON kill_switch (scope) WHERE resumed_at IS NULL;

      CREATE FUNCTION kill_switch_keeps_its_history() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (NEW.id, NEW.scope, NEW.stopped_by, NEW.stopped_at) IS DISTINCT FROM (OLD.id, OLD.scope, OLD.stopped_by, OLD.stopped_at)
          OR OLD.resumed_at IS NOT NULL AND (NEW.resumed_by, NEW.resumed_at) IS DISTINCT FROM (OLD.resumed_by, OLD.resumed_at) THEN
          RAISE EXCEPTION 'what was stopped or resumed stays on record' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER kill_switch_history BEFORE UPDATE ON kill_switch
        FOR EACH ROW EXECUTE FUNCTION kill_switch_keeps_its_history();
      CREATE TRIGGER kill_switch_append_only BEFORE DELETE OR TRUNCATE ON kill_switch
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE FUNCTION tool_is_stopped(called text) RETURNS boolean LANGUAGE sql STABLE AS
        $$ SELECT EXISTS (SELECT FROM kill_switch k WHERE k.scope IN ('*', called) AND k.resumed_at IS NULL) $$;

      -- Asked by the statement that writes an intent. The lock is shared among intents and taken alone by whoever stops,
      -- so a stop waits for the intents that went before it, and no intent that follows an acknowledged stop is written. It is
      -- volatile, hence looks with a snapshot that is younger than the lock, which a statement of its own would not.
      CREATE FUNCTION tool_may_run(called text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock_shared(hashtext('kill switch'));
        RETURN NOT EXISTS (SELECT FROM kill_switch k WHERE k.scope IN ('*', called) AND k.resumed_at IS NULL);
      END $$;

      -- Circuits that are not closed, as workers last said. One that is not heard from any more says nothing.
      CREATE TABLE tool_circuit (
        tool     text NOT NULL,
        worker   uuid NOT NULL,
        state    text NOT NULL CHECK (state IN ('open', 'half_open')),
        since    timestamptz NOT NULL,
        heard_at timestamptz NOT NULL,
        PRIMARY KEY (tool, worker)
      );
      CREATE VIEW circuit_now AS
        SELECT tool, worker, state, since FROM tool_circuit WHERE heard_at > clock_timestamp() - interval '15 seconds';

      CREATE FUNCTION tool_is_shut(called text) RETURNS boolean LANGUAGE sql STABLE AS
        $$ SELECT tool_is_stopped(called) OR EXISTS (SELECT FROM circuit_now c WHERE c.tool = called) $$;

      -- Whether an execution is held back by a stop: not begun, or about to be sent again. Asking a provider changes nothing,
      -- and what has expired is let through to be ended.
      CREATE FUNCTION is_held_back(e execution) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT tool_is_stopped(e.tool_name) AND CASE WHEN e.state = 'intent'
          THEN EXISTS (SELECT FROM tool t WHERE t.name = e.tool_name AND t.version = e.tool_version AND t.retry_class = 'idempotent')
          ELSE NOT EXISTS (SELECT FROM ticket t WHERE t.id = e.ticket_id AND t.expires_at <= clock_timestamp()) END
      $$;

      -- By tool, so that the many that wait for one tool hide none that waits for another.
      DROP INDEX execution_open_idx;
      CREATE INDEX execution_waiting_idx ON execution (tool_name, ready_at) WHERE state = 'ready';
      CREATE INDEX execution_under_way_idx ON execution (tool_name, coalesce(next_at, lease_until, ready_at))
        WHERE finished_at IS NULL AND state <> 'ready';

      GRANT SELECT, INSERT ON kill_switch TO countersign_app;
      GRANT UPDATE (resumed_by, resumed_at, resume_reason, resume_salt, reason, reason_salt) ON kill_switch TO countersign_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON tool_circuit TO countersign_app;
      GRANT SELECT ON circuit_now TO countersign_app;
      GRANT SELECT (id, scope, stopped_by, stopped_at, resumed_by, resumed_at) ON kill_switch TO countersign_auditor;
      GRANT SELECT ON tool_circuit TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX execution_waiting_idx, execution_under_way_idx;
      CREATE INDEX execution_open_idx ON execution (coalesce(next_at, lease_until, ready_at)) WHERE finished_at IS NULL;
      DROP FUNCTION is_held_back(execution), tool_may_run(text), tool_is_shut(text), tool_is_stopped(text);
      DROP VIEW circuit_now;
      DROP TABLE tool_circuit, kill_switch;
      DROP FUNCTION kill_switch_keeps_its_history();
      ALTER TABLE tool DROP COLUMN max_in_flight
    `);
  }
}
