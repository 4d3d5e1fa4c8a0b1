import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A person may take an approval back until its grant is redeemed: what was only granted can be revoked. */
export class RevokeWhatIsGranted1795000000045 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO execution_transition VALUES ('granted', 'revoked');

      CREATE FUNCTION execution_is_redeemed_or_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what was redeemed may have been done, and is never revoked' USING ERRCODE = '23514';
      END $$;
      CREATE TRIGGER execution_redeemed_stands BEFORE UPDATE OF state ON execution
        FOR EACH ROW WHEN (NEW.state = 'revoked' AND OLD.redeemed_at IS NOT NULL)
        EXECUTE FUNCTION execution_is_redeemed_or_revoked();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER execution_redeemed_stands ON execution;
      DROP FUNCTION execution_is_redeemed_or_revoked();
      DELETE FROM execution_transition WHERE (from_state, to_state) = ('granted', 'revoked');
    `);
  }
}
