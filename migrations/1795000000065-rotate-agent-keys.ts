import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agent keys that end by themselves, because another one took their place, and when each was last used. */
export class RotateAgentKeys1795000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE agent_key
        -- Set when it is rotated: until then both work.
        ADD COLUMN expires_at   timestamptz,
        -- Moved by requests that change something, once a minute at most; a GET moves nothing.
        ADD COLUMN last_used_at timestamptz,
        -- The key whose place this one took.
        ADD COLUMN replaces     uuid REFERENCES agent_key;

      GRANT UPDATE (expires_at, last_used_at) ON agent_key TO countersign_app;
      GRANT SELECT (expires_at, last_used_at, replaces) ON agent_key TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE agent_key DROP COLUMN expires_at, DROP COLUMN last_used_at, DROP COLUMN replaces');
  }
}
