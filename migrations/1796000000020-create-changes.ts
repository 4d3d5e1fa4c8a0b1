import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Changes to the rules that somebody files and others approve. */
export class CreateChanges1796000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE change (
        id            uuid PRIMARY KEY,
        number        int GENERATED ALWAYS AS IDENTITY UNIQUE,
        kind          text NOT NULL CHECK (kind = 'routing_policy'),
        -- The version that it was written from, and which must be in force still when it goes live.
        based_on      int NOT NULL REFERENCES routing_policy,
        -- RFC 8785 text.
        document      text NOT NULL,
        reason        text NOT NULL,
        reason_salt   bytea NOT NULL,
        reason_digest text NOT NULL CHECK (reason_digest = encode(sha256(reason_salt || convert_to(reason, 'UTF8')), 'hex')),
        -- RFC 8785 text of the flag that it answers.
        flag          text,
        content_hash  bytea NOT NULL CHECK (content_hash =
          sha256(convert_to(concat_ws(E'\\n', id::text, kind, based_on::text, reason_digest, document), 'UTF8'))),
        filed_by      uuid NOT NULL REFERENCES person,
        filed_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
        state         text NOT NULL DEFAULT 'open',
        ended_at      timestamptz,
        -- What it became.
        version       int REFERENCES routing_policy,
        CHECK ((state = 'open') = (ended_at IS NULL)),
        CHECK ((state = 'approved') = (version IS NOT NULL))
      );
      CREATE INDEX change_state_idx ON change (state, id);

      CREATE TABLE change_transition (from_state text, to_state text, PRIMARY KEY (from_state, to_state));
      INSERT INTO change_transition VALUES ('open', 'approved'), ('open', 'rejected'), ('open', 'withdrawn'), ('open', 'superseded');

      CREATE TABLE change_sign_off (
        change_id     uuid NOT NULL REFERENCES change,
        person_id     uuid NOT NULL REFERENCES person,
        roles         text[] NOT NULL,
        verdict       text NOT NULL CHECK (verdict IN ('approve', 'reject')),
        content_hash  bytea NOT NULL,
        reason        text,
        reason_salt   bytea,
        at            timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (change_id, person_id),
        CHECK ((verdict = 'reject') = (reason IS NOT NULL))
      );

      CREATE FUNCTION change_begins_open() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state <> 'open' THEN
          RAISE EXCEPTION 'a change begins open' USING ERRCODE = '23514', CONSTRAINT = 'change_lifecycle';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER change_opens BEFORE INSERT ON change FOR EACH ROW EXECUTE FUNCTION change_begins_open();

      CREATE FUNCTION change_keeps_to_its_lifecycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM change_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
          RAISE EXCEPTION 'a change never goes from % to %', OLD.state, NEW.state USING ERRCODE = '23514', CONSTRAINT = 'change_lifecycle';
        END IF;
        IF (OLD.id, OLD.kind, OLD.based_on, OLD.document, OLD.reason, OLD.flag, OLD.content_hash, OLD.filed_by, OLD.filed_at)
          IS DISTINCT FROM (NEW.id, NEW.kind, NEW.based_on, NEW.document, NEW.reason, NEW.flag, NEW.content_hash, NEW.filed_by, NEW.filed_at) THEN
          RAISE EXCEPTION 'what was filed stays as it was filed' USING ERRCODE = '23514', CONSTRAINT = 'change_stays';
        END IF;
        -- The same as CHANGE_REQUIREMENT in governance/rules/sign-change.ts.
        IF NEW.state = 'approved' AND NOT EXISTS (
          SELECT FROM change_sign_off one JOIN change_sign_off other
            ON other.change_id = one.change_id AND other.person_id <> one.person_id
          WHERE one.change_id = NEW.id AND one.verdict = 'approve' AND other.verdict = 'approve'
            AND 'product' = ANY (one.roles) AND other.roles && ARRAY['security', 'legal']) THEN
          RAISE EXCEPTION 'a change of the routing policy takes one of product and one of security or legal'
            USING ERRCODE = '23514', CONSTRAINT = 'change_quorum';
        END IF;
        IF NEW.state = 'approved' AND NOT EXISTS (
          SELECT FROM routing_policy WHERE version = NEW.version AND document = NEW.document AND version > NEW.based_on) THEN
          RAISE EXCEPTION 'what goes live is what was approved' USING ERRCODE = '23514', CONSTRAINT = 'change_goes_live';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER change_lifecycle BEFORE UPDATE ON change FOR EACH ROW EXECUTE FUNCTION change_keeps_to_its_lifecycle();
      CREATE TRIGGER change_stays BEFORE DELETE OR TRUNCATE ON change FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE FUNCTION change_sign_off_needs_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        filed record;
        signer record;
      BEGIN
        SELECT filed_by, content_hash, state INTO STRICT filed FROM change WHERE id = NEW.change_id FOR UPDATE;
        SELECT roles, active INTO STRICT signer FROM person WHERE id = NEW.person_id;
        IF filed.filed_by = NEW.person_id THEN
          RAISE EXCEPTION 'four eyes: this person filed the change'
            USING ERRCODE = '23514', CONSTRAINT = 'change_four_eyes';
        END IF;
        IF NOT signer.active OR NOT NEW.roles <@ signer.roles OR signer.roles && ARRAY['admin', 'auditor'] THEN
          RAISE EXCEPTION 'a change is signed by an active person, in roles that they have, and never by admins and auditors'
            USING ERRCODE = '23514', CONSTRAINT = 'change_signer';
        END IF;
        IF filed.state <> 'open' OR NEW.content_hash <> filed.content_hash THEN
          RAISE EXCEPTION 'a sign-off is bound to the hash of an open change'
            USING ERRCODE = '23514', CONSTRAINT = 'change_content_hash';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER change_sign_off_four_eyes BEFORE INSERT ON change_sign_off
        FOR EACH ROW EXECUTE FUNCTION change_sign_off_needs_four_eyes();
      CREATE TRIGGER change_sign_off_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON change_sign_off
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT, UPDATE (state, ended_at, version) ON change TO countersign_app;
      GRANT SELECT, INSERT ON change_sign_off TO countersign_app;
      GRANT SELECT ON change_transition TO countersign_app, countersign_auditor;
      GRANT SELECT (id, number, kind, based_on, document, reason_digest, flag, content_hash, filed_by, filed_at, state, ended_at, version)
        ON change TO countersign_auditor;
      GRANT SELECT (change_id, person_id, roles, verdict, content_hash, at) ON change_sign_off TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE change_sign_off, change, change_transition;
      DROP FUNCTION change_begins_open(), change_keeps_to_its_lifecycle(), change_sign_off_needs_four_eyes();
    `);
  }
}
