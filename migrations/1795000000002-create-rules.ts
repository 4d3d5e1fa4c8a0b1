import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rules as data: routing policies, sign-off policies and tools. Versions are only ever added. */
export class CreateRules1795000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$;

      CREATE TABLE routing_policy (
        version    int PRIMARY KEY,
        document   text NOT NULL,
        hash       bytea NOT NULL,
        created_by uuid REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE sign_off_policy (
        version    int PRIMARY KEY,
        document   text NOT NULL,
        hash       bytea NOT NULL,
        created_by uuid REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT now()
      );

      CREATE TABLE tool (
        name             text NOT NULL,
        version          int NOT NULL,
        description      text NOT NULL,
        schema           text NOT NULL,
        endpoint_url     text NOT NULL,
        endpoint_version int NOT NULL,
        retry_class      text NOT NULL CHECK (retry_class IN ('idempotent', 'queryable', 'once')),
        changes_world    boolean NOT NULL,
        timeout_ms       int NOT NULL,
        sign_off         text CHECK (sign_off = 'none'),
        signing_secret   text NOT NULL,
        created_by       uuid REFERENCES person,
        created_at       timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (name, version)
      );

      CREATE TRIGGER routing_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON routing_policy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER sign_off_policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_off_policy
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER tool_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tool
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON routing_policy, sign_off_policy, tool TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE tool, sign_off_policy, routing_policy; DROP FUNCTION refuse_change()');
  }
}
