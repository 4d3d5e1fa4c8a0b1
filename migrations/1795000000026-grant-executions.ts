import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Executions that the agent's own backend runs, on a grant that is signed, expires and is redeemed once. */
export class GrantExecutions1795000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE tool
        ADD COLUMN runner text NOT NULL DEFAULT 'countersign' CHECK (runner IN ('countersign', 'agent')),
        ADD COLUMN grant_seconds int NOT NULL DEFAULT 300 CHECK (grant_seconds BETWEEN 10 AND 3600);

      -- For runner 'agent', next_at is when the sweep has to look: the end of the signatures, then of the grant, then of the
      -- time to report.
      ALTER TABLE execution
        ADD COLUMN runner text NOT NULL DEFAULT 'countersign' CHECK (runner IN ('countersign', 'agent')),
        ADD COLUMN granted_at timestamptz,
        ADD COLUMN grant_expires_at timestamptz,
        ADD COLUMN redeemed_at timestamptz,
        ADD CONSTRAINT execution_run_by_its_runner CHECK (CASE runner
          WHEN 'agent' THEN state NOT IN ('claimed', 'intent')
          ELSE state <> 'granted' AND granted_at IS NULL END),
        ADD CONSTRAINT execution_redeemed_in_time CHECK (redeemed_at IS NULL OR redeemed_at < grant_expires_at);
      CREATE INDEX execution_grant_idx ON execution (next_at) WHERE runner = 'agent' AND state IN ('ready', 'granted');

      INSERT INTO execution_transition VALUES ('ready', 'granted'), ('granted', 'granted'),
        ('granted', 'succeeded'), ('granted', 'failed'), ('granted', 'unknown');

      CREATE FUNCTION execution_is_granted_and_redeemed_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a grant is given once and redeemed once' USING ERRCODE = '23514';
      END $$;
      CREATE TRIGGER execution_grant_once BEFORE UPDATE OF granted_at, grant_expires_at, redeemed_at ON execution
        FOR EACH ROW WHEN (
          OLD.granted_at IS NOT NULL AND (NEW.granted_at, NEW.grant_expires_at) IS DISTINCT FROM (OLD.granted_at, OLD.grant_expires_at)
          OR OLD.redeemed_at IS NOT NULL AND NEW.redeemed_at IS DISTINCT FROM OLD.redeemed_at)
        EXECUTE FUNCTION execution_is_granted_and_redeemed_once();

      GRANT SELECT (preconditions, runner, grant_seconds) ON tool TO countersign_auditor;
      GRANT SELECT (runner, granted_at, grant_expires_at, redeemed_at) ON execution TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER execution_grant_once ON execution;
      DROP FUNCTION execution_is_granted_and_redeemed_once();
      DELETE FROM execution_transition WHERE 'granted' IN (from_state, to_state);
      DROP INDEX execution_grant_idx;
      REVOKE SELECT (preconditions) ON tool FROM countersign_auditor;
      ALTER TABLE execution DROP CONSTRAINT execution_run_by_its_runner, DROP CONSTRAINT execution_redeemed_in_time,
        DROP COLUMN runner, DROP COLUMN granted_at, DROP COLUMN grant_expires_at, DROP COLUMN redeemed_at;
      ALTER TABLE tool DROP COLUMN runner, DROP COLUMN grant_seconds;
    `);
  }
}
