import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the sealer writes (ARCHITECTURE.md, "What is hashed and what is signed"): leaves, the complete subtrees over them, and
 * signed checkpoints. Nothing was sealed before this, so the tables that were laid for it are empty and change freely.
 */
export class SealTheAuditLog1795000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE countersign_sealer NOLOGIN;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;

      DO $$ BEGIN
        EXECUTE format('GRANT countersign_sealer TO %I', current_user);
      EXCEPTION WHEN invalid_grant_operation THEN NULL;
      END $$;

      GRANT USAGE ON SCHEMA public TO countersign_sealer;

      -- The order in which entries are sealed: ids are given before commits, transaction ids tell what can no longer come.
      CREATE INDEX audit_entry_xid_idx ON audit_entry (xid, id);

      -- The check of a foreign key locks, and so writes, every entry that is sealed. None is ever deleted.
      ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_entry_id_fkey,
        ADD CHECK (seq >= 0), ADD CHECK (octet_length(leaf) = 32);
      COMMENT ON TABLE audit_leaf IS 'Sealed entries in their order: seq counts from 0 without a gap; leaf = sha256(0x00 || canonical)';

      CREATE TABLE audit_node (
        level smallint NOT NULL CHECK (level >= 1),
        index bigint NOT NULL CHECK (index >= 0),
        hash  bytea NOT NULL CHECK (octet_length(hash) = 32),
        PRIMARY KEY (level, index)
      );
      COMMENT ON TABLE audit_node IS 'Complete subtrees over 2^level leaves from leaf index * 2^level on: sha256(0x01 || left || right)';
      CREATE TRIGGER audit_node_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_node
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      ALTER TABLE audit_checkpoint
        DROP COLUMN xid_horizon, DROP COLUMN root, DROP COLUMN prev, DROP COLUMN key_id, DROP COLUMN signature,
        ALTER COLUMN at DROP DEFAULT,
        ADD COLUMN note text NOT NULL,
        ADD CHECK (n >= 1),
        ADD CHECK (split_part(note, E'\\n', 2) = tree_size::text),
        ADD CHECK (split_part(note, E'\\n', 4) = 'n ' || n);
      COMMENT ON COLUMN audit_checkpoint.note IS 'The signed note, whole: root, digests and signature are read from it alone';

      REVOKE INSERT ON audit_leaf, audit_checkpoint FROM countersign_app;
      GRANT SELECT ON audit_node TO countersign_app;
      GRANT SELECT ON audit_entry TO countersign_sealer;
      GRANT SELECT, INSERT ON audit_leaf, audit_node, audit_checkpoint TO countersign_sealer;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Fails where something is sealed: no migration throws a sealed log away.
      ALTER TABLE audit_checkpoint DROP CONSTRAINT audit_checkpoint_n_check, DROP COLUMN note, ADD COLUMN xid_horizon xid8 NOT NULL, ADD COLUMN root bytea NOT NULL,
        ADD COLUMN prev bytea, ADD COLUMN key_id text NOT NULL, ADD COLUMN signature bytea NOT NULL, ALTER COLUMN at SET DEFAULT now();
      DROP TABLE audit_node;
      ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_seq_check, DROP CONSTRAINT audit_leaf_leaf_check,
        ADD FOREIGN KEY (entry_id) REFERENCES audit_entry;
      DROP INDEX audit_entry_xid_idx;
      GRANT INSERT ON audit_leaf, audit_checkpoint TO countersign_app;
      REVOKE ALL ON audit_entry, audit_leaf, audit_checkpoint FROM countersign_sealer;
      REVOKE USAGE ON SCHEMA public FROM countersign_sealer;
    `);
  }
}
