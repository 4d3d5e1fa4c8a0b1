import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People, their sessions, agents and their keys. Secrets are kept as hashes only. */
export class CreateIdentity1795000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE countersign_app NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;

      DO $$ BEGIN
        EXECUTE format('GRANT countersign_app TO %I', current_user);
      EXCEPTION WHEN invalid_grant_operation THEN NULL;
      END $$;

      GRANT USAGE ON SCHEMA public TO countersign_app;

      CREATE TABLE person (
        id            uuid PRIMARY KEY,
        email         text NOT NULL CHECK (email = lower(email)),
        name          text NOT NULL,
        password_hash text NOT NULL,
        roles         text[] NOT NULL,
        active        boolean NOT NULL DEFAULT true,
        created_at    timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX person_email_key ON person (email);

      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES person,
        csrf_token text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_person_idx ON session (person_id);

      CREATE TABLE agent (
        id         uuid PRIMARY KEY,
        name       text NOT NULL UNIQUE,
        owner_id   uuid NOT NULL REFERENCES person,
        active     boolean NOT NULL DEFAULT true,
        tools      text[],
        domains    text[],
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE agent_key (
        id         uuid PRIMARY KEY,
        agent_id   uuid NOT NULL REFERENCES agent,
        key_hash   bytea NOT NULL UNIQUE,
        prefix     text NOT NULL,
        issued_by  uuid NOT NULL REFERENCES person,
        tools      text[],
        domains    text[],
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz
      );
      CREATE INDEX agent_key_agent_idx ON agent_key (agent_id);

      GRANT SELECT, INSERT, UPDATE ON person, agent TO countersign_app;
      GRANT SELECT, INSERT, DELETE ON session TO countersign_app;
      GRANT SELECT, INSERT ON agent_key TO countersign_app;
      GRANT UPDATE (revoked_at) ON agent_key TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE agent_key, agent, session, person');
  }
}
