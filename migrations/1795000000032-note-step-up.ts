import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a sign-off was given shortly after its person proved again who they are. */
export class NoteStepUp1795000000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off ADD COLUMN stepped_up boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sign_off DROP COLUMN stepped_up');
  }
}
