import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why people may refuse, as lists in versions: support leads keep them. What was ever offered stays readable. */
export class KeepRejectReasons1795000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reject_reason_list (
        version    int PRIMARY KEY,
        -- [{"code", "label"}] in the order in which they are offered.
        reasons    json NOT NULL,
        created_by uuid REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO reject_reason_list (version, reasons) VALUES (1, '[
        {"code": "wrong_amount", "label": "The amount is wrong"},
        {"code": "wrong_customer", "label": "It is about the wrong customer"},
        {"code": "not_justified", "label": "The evidence does not justify it"},
        {"code": "duplicate", "label": "It was done already"},
        {"code": "against_policy", "label": "It is against policy"},
        {"code": "unsafe", "label": "It is unsafe"},
        {"code": "other", "label": "Another reason"}
      ]');
      CREATE TRIGGER reject_reason_list_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reject_reason_list
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      GRANT SELECT, INSERT ON reject_reason_list TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reject_reason_list');
  }
}
