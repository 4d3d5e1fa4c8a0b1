import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Witnesses of the log, whose word is their key, and the cosignatures that they gave (C2SP tlog-cosignature). */
export class CreateWitnesses1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE witness (
        id         uuid PRIMARY KEY,
        name       text NOT NULL,
        -- The first four bytes of SHA-256 of name, line break, 0x04 and public key: what its signature lines begin with.
        key_hash   bytea NOT NULL CHECK (octet_length(key_hash) = 4),
        -- Ed25519. A cosignature does not say its witness's name, so that a key has one name, for ever.
        public_key bytea NOT NULL UNIQUE CHECK (octet_length(public_key) = 32),
        added_by   uuid NOT NULL REFERENCES person,
        added_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (name, key_hash)
      );
      COMMENT ON TABLE witness IS 'Never changed; the row of witness_end, which comes at most once, ends it';

      CREATE TABLE witness_end (
        witness_id uuid PRIMARY KEY REFERENCES witness,
        ended_by   uuid NOT NULL REFERENCES person,
        ended_at   timestamptz NOT NULL DEFAULT clock_timestamp()
      );

      CREATE TABLE cosignature (
        -- Number of the checkpoint. No foreign key: whoever moves or forges one is found out by the signature.
        n           bigint NOT NULL CHECK (n >= 1),
        witness_id  uuid NOT NULL REFERENCES witness,
        -- By the witness's clock, in seconds since 1970.
        time        bigint NOT NULL CHECK (time >= 0),
        signature   bytea NOT NULL CHECK (octet_length(signature) = 64),
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (n, witness_id)
      );
      COMMENT ON TABLE cosignature IS 'The first cosignature of each witness for each checkpoint';
      -- The newest checkpoint that a witness cosigned.
      CREATE INDEX cosignature_witness_idx ON cosignature (witness_id, n);

      CREATE TRIGGER witness_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON witness
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER witness_end_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON witness_end
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER cosignature_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON witness, witness_end, cosignature TO countersign_app;
      GRANT SELECT ON witness, witness_end, cosignature TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cosignature, witness_end, witness');
  }
}
