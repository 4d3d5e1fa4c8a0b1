import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has which ticket on screen. */
export class NoteWhoIsLooking1795000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Unlogged: worth nothing after a crash. No foreign key to the ticket, because checking one writes to the ticket's row.
      CREATE UNLOGGED TABLE presence (
        ticket_id uuid NOT NULL,
        person_id uuid NOT NULL,
        seen_at   timestamptz NOT NULL,
        PRIMARY KEY (ticket_id, person_id)
      ) WITH (fillfactor = 50);
      GRANT SELECT, INSERT, UPDATE, DELETE ON presence TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE presence');
  }
}
