import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was erased since complaints were grouped last is found at once, so that labels follow soon. */
export class FindErasedTexts1796000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX support_text_erased_idx ON support_text (erased_at) WHERE erased_at IS NOT NULL;
      CREATE INDEX erasure_at_idx ON erasure (at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX erasure_at_idx, support_text_erased_idx');
  }
}
