import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Stops, policies, erasures and the like are few among millions: without a way to them, one was looked for through the whole log (0.9 s
 * at two million entries). What every ticket and session writes is left out, so that the hot path pays nothing.
 */
export class FindRareActions1795700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX audit_entry_rare_idx ON audit_entry (action, id) WHERE action NOT IN ('proposal.received', 'ticket.routed',
        'ticket.claimed', 'ticket.released', 'ticket.approved', 'ticket.rejected', 'sign_off.given', 'execution.intended',
        'execution.succeeded', 'session.opened', 'session.closed')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX audit_entry_rare_idx');
  }
}
