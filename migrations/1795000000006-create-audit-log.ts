import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The append-only record (design §6). \`canonical\` is RFC 8785 bytes, never rebuilt from jsonb.
 * Leaves and checkpoints have their tables, so that sealing can be added without touching entries.
 */
export class CreateAuditLog1795000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_entry (
        id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        xid       xid8 NOT NULL DEFAULT pg_current_xact_id(),
        at        timestamptz NOT NULL,
        actor     text NOT NULL,
        action    text NOT NULL,
        subject   text NOT NULL,
        canonical bytea NOT NULL,
        hash      bytea NOT NULL CHECK (hash = sha256(canonical))
      );
      CREATE INDEX audit_entry_subject_idx ON audit_entry (subject, id);
      CREATE INDEX audit_entry_at_idx ON audit_entry (at);
      CREATE INDEX audit_entry_person_idx ON audit_entry (actor, id) WHERE actor LIKE 'person:%';

      CREATE TABLE audit_leaf (
        seq      bigint PRIMARY KEY,
        entry_id bigint NOT NULL UNIQUE REFERENCES audit_entry,
        leaf     bytea NOT NULL
      );

      CREATE TABLE audit_checkpoint (
        n           bigint PRIMARY KEY,
        tree_size   bigint NOT NULL UNIQUE,
        xid_horizon xid8 NOT NULL,
        root        bytea NOT NULL,
        prev        bytea,
        key_id      text NOT NULL,
        signature   bytea NOT NULL,
        at          timestamptz NOT NULL DEFAULT now()
      );

      CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_leaf_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaf
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_checkpoint_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoint
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON audit_entry, audit_leaf, audit_checkpoint TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_checkpoint, audit_leaf, audit_entry');
  }
}
