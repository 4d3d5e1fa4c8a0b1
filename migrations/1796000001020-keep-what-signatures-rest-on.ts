import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose an agent is, which call an execution is of, and who a person is are what signatures are judged by. The processes never change
 * them, and from now on can't: moved to another owner, an agent's proposals could have been signed by the one before.
 */
export class KeepWhatSignaturesRestOn1796000001020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE ON agent, person, execution FROM countersign_app;
      GRANT UPDATE (name, roles, active, password_hash) ON person TO countersign_app;
      GRANT UPDATE (state, fence, attempts, lease_until, next_at, intent_at, finished_at, result, error, granted_at,
        grant_expires_at, redeemed_at) ON execution TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (name, roles, active, password_hash) ON person FROM countersign_app;
      REVOKE UPDATE (state, fence, attempts, lease_until, next_at, intent_at, finished_at, result, error, granted_at,
        grant_expires_at, redeemed_at) ON execution FROM countersign_app;
      GRANT UPDATE ON agent, person, execution TO countersign_app;
    `);
  }
}
