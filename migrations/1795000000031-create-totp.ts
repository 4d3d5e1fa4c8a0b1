import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time codes as a second factor. Secrets are kept encrypted, recovery codes as hashes. */
export class CreateTotp1795000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE person_totp (
        person_id    uuid PRIMARY KEY REFERENCES person,
        -- AES-256-GCM under totp.key, bound to the person: nonce, ciphertext, tag.
        secret       bytea NOT NULL,
        -- Null while no code has proved that the person's app has the secret; it is not asked for until then.
        confirmed_at timestamptz,
        -- The 30-second step of the last code that was taken; that one and earlier ones are refused.
        last_step    bigint NOT NULL DEFAULT 0,
        created_at   timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE recovery_code (
        person_id uuid NOT NULL REFERENCES person,
        code_hash bytea NOT NULL,
        used_at   timestamptz,
        PRIMARY KEY (person_id, code_hash)
      );

      GRANT SELECT, INSERT, UPDATE, DELETE ON person_totp TO countersign_app;
      GRANT SELECT, INSERT, DELETE ON recovery_code TO countersign_app;
      GRANT UPDATE (used_at) ON recovery_code TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recovery_code, person_totp');
  }
}
