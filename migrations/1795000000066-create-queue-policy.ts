import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How soon what waits is to be decided, as a rule in versions. Versions are only ever added. */
export class CreateQueuePolicy1795000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE queue_policy (
        version    int PRIMARY KEY,
        document   text NOT NULL,
        hash       bytea NOT NULL,
        created_by uuid REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TRIGGER queue_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON queue_policy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT SELECT, INSERT ON queue_policy TO countersign_app;
      GRANT SELECT ON queue_policy TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE queue_policy');
  }
}
