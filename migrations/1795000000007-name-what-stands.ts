import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Gives names to two questions that several statements ask. Neither lets a planner with old statistics leave the
 * index that its statement is meant for: `state` in a list made it read every ticket, or every execution since the last
 * VACUUM, to find one.
 */
export class NameWhatStands1795000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Tool calls that are made or may yet be: an equal one is a repeat. A state that is not named here stands.
      CREATE VIEW standing_call AS
        SELECT t.id, t.number, t.state, t.call_digest, t.created_at, e.state AS execution_state, e.knowing_repeat
        FROM ticket t LEFT JOIN execution e ON e.ticket_id = t.id AND e.revision = t.revision
        WHERE t.call_digest IS NOT NULL AND t.state NOT IN ('rejected', 'blocked', 'expired', 'withdrawn')
          AND coalesce(e.state, '') NOT IN ('failed', 'revoked');
      GRANT SELECT ON standing_call TO countersign_app;

      DROP INDEX execution_open_idx;
      CREATE INDEX execution_open_idx ON execution (coalesce(next_at, lease_until, ready_at)) WHERE finished_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW standing_call;
      DROP INDEX execution_open_idx;
      CREATE INDEX execution_open_idx ON execution (coalesce(next_at, lease_until, ready_at))
        WHERE state IN ('ready', 'claimed', 'intent');
    `);
  }
}
