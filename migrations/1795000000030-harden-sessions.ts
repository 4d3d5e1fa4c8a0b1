import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that rotate, go idle and can be listed; devices a person signed in on; who tries too often. */
export class HardenSessions1795000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session
        -- What a session is called in lists and in the audit log: the token's hash is nobody's to see.
        ADD COLUMN id            uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        -- Moved by requests that change something, once a minute at most; a GET moves nothing.
        ADD COLUMN seen_at       timestamptz NOT NULL DEFAULT now(),
        -- When this person last proved again who they are, in this session.
        ADD COLUMN stepped_up_at timestamptz,
        ADD COLUMN device        text NOT NULL DEFAULT '';

      GRANT UPDATE (token_hash, csrf_token, seen_at, stepped_up_at) ON session TO countersign_app;

      -- A browser that this person signed in on before: strangers who guess elsewhere can't keep it out.
      CREATE TABLE known_device (
        token_hash bytea PRIMARY KEY,
        person_id  uuid NOT NULL REFERENCES person,
        used_at    timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX known_device_person_idx ON known_device (person_id, used_at);
      GRANT SELECT, INSERT, DELETE ON known_device TO countersign_app;

      -- Attempts to prove who one is, by hashes of source, account and device. Unlogged: worth nothing after a crash,
      -- and counting costs no disk flush.
      CREATE UNLOGGED TABLE sign_in_attempt (
        key      bytea PRIMARY KEY,
        attempts int NOT NULL,
        ends_at  timestamptz NOT NULL
      );
      CREATE INDEX sign_in_attempt_ends_idx ON sign_in_attempt (ends_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sign_in_attempt, known_device;
      REVOKE UPDATE (token_hash, csrf_token) ON session FROM countersign_app;
      ALTER TABLE session DROP COLUMN id, DROP COLUMN seen_at, DROP COLUMN stepped_up_at, DROP COLUMN device;
    `);
  }
}
