import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reads that must still hold when a tool call runs, and what was seen of them. */
export class AddPreconditions1795000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- JSON array of {name, url, query, watch, show}.
      ALTER TABLE tool ADD COLUMN preconditions text NOT NULL DEFAULT '[]';

      -- RFC 8785 text of what was seen; a part of signed_content. Null without preconditions, and while nothing was seen.
      ALTER TABLE revision ADD COLUMN observation text;

      -- What waits to be looked at is found by its finding, so that tickets of other tools pay nothing.
      CREATE INDEX ticket_unobserved_idx ON ticket (id) WHERE state = 'pending_review' AND 'unobserved' = ANY(flags);

      -- When a worker looks again, and why it saw nothing so far. Losing a row costs one look.
      CREATE TABLE observing (
        ticket_id uuid PRIMARY KEY REFERENCES ticket,
        revision  int NOT NULL,
        attempts  int NOT NULL,
        next_at   timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON observing TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE observing;
      DROP INDEX ticket_unobserved_idx;
      ALTER TABLE revision DROP COLUMN observation;
      ALTER TABLE tool DROP COLUMN preconditions;
    `);
  }
}
