import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Executions with their fence, and the outbox that rings for them. */
export class CreateExecution1795000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE execution (
        id           uuid PRIMARY KEY,
        ticket_id    uuid NOT NULL,
        revision     int NOT NULL,
        tool_name    text NOT NULL,
        tool_version int NOT NULL,
        state        text NOT NULL,
        fence        int NOT NULL DEFAULT 0,
        attempts     int NOT NULL DEFAULT 0,
        lease_until  timestamptz,
        next_at      timestamptz,
        agent_id     uuid NOT NULL,
        subject      text NOT NULL,
        call_digest  bytea NOT NULL,
        knowing_repeat boolean NOT NULL,
        money_key    text,
        hundredths   numeric(20, 0),
        ready_at     timestamptz NOT NULL,
        intent_at    timestamptz,
        finished_at  timestamptz,
        result       text,
        error        text,
        UNIQUE (ticket_id, revision),
        FOREIGN KEY (ticket_id, revision) REFERENCES revision,
        FOREIGN KEY (tool_name, tool_version) REFERENCES tool
      ) WITH (fillfactor = 80);
      CREATE INDEX execution_open_idx ON execution (coalesce(next_at, lease_until, ready_at))
        WHERE state IN ('ready', 'claimed', 'intent');
      CREATE INDEX execution_unknown_idx ON execution (id) WHERE state = 'unknown';
      CREATE INDEX execution_subject_idx ON execution (subject, ready_at);
      CREATE INDEX execution_agent_idx ON execution (agent_id, ready_at) WHERE money_key IS NOT NULL;
      CREATE INDEX execution_call_idx ON execution (call_digest, ready_at);

      CREATE TABLE execution_transition (from_state text, to_state text, PRIMARY KEY (from_state, to_state));
      INSERT INTO execution_transition VALUES
        ('ready', 'claimed'), ('ready', 'revoked'), ('claimed', 'ready'), ('claimed', 'claimed'),
        ('claimed', 'revoked'), ('claimed', 'intent'), ('intent', 'intent'),
        ('intent', 'succeeded'), ('intent', 'failed'), ('intent', 'unknown'),
        ('unknown', 'succeeded'), ('unknown', 'failed');

      CREATE FUNCTION execution_keeps_to_its_lifecycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM execution_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
          RAISE EXCEPTION 'an execution never goes from % to %', OLD.state, NEW.state USING ERRCODE = '23514';
        END IF;
        IF NEW.fence < OLD.fence THEN
          RAISE EXCEPTION 'a fence never falls' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER execution_lifecycle BEFORE UPDATE ON execution
        FOR EACH ROW EXECUTE FUNCTION execution_keeps_to_its_lifecycle();

      CREATE TABLE outbox (
        id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        execution_id uuid NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now()
      );

      GRANT SELECT, INSERT, UPDATE ON execution TO countersign_app;
      GRANT SELECT ON execution_transition TO countersign_app;
      GRANT SELECT, INSERT, DELETE, UPDATE ON outbox TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE outbox, execution, execution_transition;
      DROP FUNCTION execution_keeps_to_its_lifecycle()
    `);
  }
}
