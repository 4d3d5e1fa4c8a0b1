import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The two ways out of an unknown outcome: asking the provider again, and two people with evidence. */
export class CreateResolutions1795000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- What somebody says became of an execution. One proposal at a time; what another person says of it points back to it by
      -- "answers". Evidence may name people: it stands beside its salt and can be erased, the log has its digest.
      CREATE TABLE resolution (
        id            uuid PRIMARY KEY,
        execution_id  uuid NOT NULL REFERENCES execution,
        person_id     uuid NOT NULL REFERENCES person,
        outcome       text NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
        evidence      text,
        evidence_salt bytea,
        at            timestamptz NOT NULL DEFAULT clock_timestamp(),
        answers       uuid REFERENCES resolution,
        -- 'overtaken': the provider was asked meanwhile and knew.
        ended         text CHECK (ended IN ('confirmed', 'contradicted', 'overtaken'))
      );
      CREATE UNIQUE INDEX resolution_open_key ON resolution (execution_id) WHERE ended IS NULL;
      CREATE INDEX resolution_execution_idx ON resolution (execution_id, at);

      CREATE FUNCTION resolution_needs_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM execution e JOIN proposal p ON p.id = e.ticket_id JOIN agent a ON a.id = p.agent_id
            JOIN agent_key k ON k.id = p.agent_key_id
            WHERE e.id = NEW.execution_id AND NEW.person_id IN (a.owner_id, k.issued_by))
          OR EXISTS (SELECT FROM resolution r WHERE r.id = NEW.answers AND (r.person_id = NEW.person_id OR r.execution_id <> NEW.execution_id)) THEN
          RAISE EXCEPTION 'four eyes: this person owns the agent, issued its key, or said it first'
            USING ERRCODE = '23514', CONSTRAINT = 'resolution_four_eyes';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER resolution_four_eyes BEFORE INSERT ON resolution
        FOR EACH ROW EXECUTE FUNCTION resolution_needs_four_eyes();
      CREATE TRIGGER resolution_append_only BEFORE DELETE OR TRUNCATE ON resolution
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- A person's wish that a worker asks the provider once more, and what came of it.
      CREATE TABLE look_up (
        id           uuid PRIMARY KEY,
        execution_id uuid NOT NULL REFERENCES execution,
        asked_by     uuid NOT NULL REFERENCES person,
        asked_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
        lease_until  timestamptz,
        answered_at  timestamptz,
        answer       text
      );
      CREATE UNIQUE INDEX look_up_open_key ON look_up (execution_id) WHERE answered_at IS NULL;
      CREATE INDEX look_up_execution_idx ON look_up (execution_id, asked_at);

      GRANT SELECT, INSERT, UPDATE (ended, evidence, evidence_salt) ON resolution TO countersign_app;
      GRANT SELECT, INSERT, UPDATE (lease_until, answered_at, answer) ON look_up TO countersign_app;
      GRANT SELECT (id, execution_id, person_id, outcome, at, answers, ended) ON resolution TO countersign_auditor;
      GRANT SELECT (id, execution_id, asked_by, asked_at, answered_at) ON look_up TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE look_up, resolution; DROP FUNCTION resolution_needs_four_eyes()');
  }
}
