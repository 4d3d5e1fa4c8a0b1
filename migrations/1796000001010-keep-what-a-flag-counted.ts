import type { MigrationInterface, QueryRunner } from 'typeorm';

const SIGNED = 'id::text, kind, based_on::text, reason_digest, document';

const signedIs = (parts: string): string =>
  `CHECK (content_hash = sha256(convert_to(concat_ws(E'\\n', ${parts}), 'UTF8')))`;

/** A change keeps what the warning sign that it answers counted when it was filed, and both are part of what is signed. */
export class KeepWhatAFlagCounted1796000001010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- RFC 8785 text. Null of what answers no flag, and of changes that were filed before it was kept.
      ALTER TABLE change ADD COLUMN stood text,
        ADD CONSTRAINT change_stood_of_a_flag CHECK (stood IS NULL OR flag IS NOT NULL),
        DROP CONSTRAINT change_check1,
        -- Not looked at in what is there: older rows were held to the same, and going back may have dropped numbers.
        ADD CONSTRAINT change_check1 ${signedIs(`${SIGNED}, CASE WHEN stood IS NOT NULL THEN flag END, stood`)} NOT VALID;
      CREATE FUNCTION change_stays_as_it_stood() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'what was filed stays as it was filed' USING ERRCODE = '23514', CONSTRAINT = 'change_stays';
      END $$;
      CREATE TRIGGER change_stood_stays BEFORE UPDATE ON change FOR EACH ROW
        WHEN (OLD.stood IS DISTINCT FROM NEW.stood) EXECUTE FUNCTION change_stays_as_it_stood();
      GRANT SELECT (stood) ON change TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // What was signed with its numbers keeps its hash, which nothing that is left comes to.
    const kept = await runner.query('SELECT FROM change WHERE stood IS NOT NULL LIMIT 1');
    await runner.query(`
      DROP TRIGGER change_stood_stays ON change;
      DROP FUNCTION change_stays_as_it_stood();
      ALTER TABLE change DROP CONSTRAINT change_check1, DROP COLUMN stood,
        ADD CONSTRAINT change_check1 ${signedIs(SIGNED)} ${kept.length > 0 ? 'NOT VALID' : ''};
    `);
  }
}
