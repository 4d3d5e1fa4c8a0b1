import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is drafting an answer at this moment, so that one key drafts once, whichever processes it reaches. */
export class CreateDrafting1795900000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE draft_claim (
        agent_id  uuid NOT NULL REFERENCES agent,
        -- The Idempotency-Key of the request.
        key       text COLLATE "C" NOT NULL,
        body_hash bytea NOT NULL,
        -- Whoever holds it, for this one time.
        claim     uuid NOT NULL,
        -- It ends by itself, so that a process that is gone keeps no key.
        until     timestamptz NOT NULL,
        PRIMARY KEY (agent_id, key)
      );
      COMMENT ON TABLE draft_claim IS 'Leases of requests that are being drafted; gone when they are taken in';
      CREATE INDEX draft_claim_until_idx ON draft_claim (until);

      GRANT SELECT, INSERT, UPDATE, DELETE ON draft_claim TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE draft_claim');
  }
}
