import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-offs, and the four-eyes refusals that must hold against raw SQL too. */
export class CreateApprovals1795000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sign_off (
        id             uuid PRIMARY KEY,
        ticket_id      uuid NOT NULL,
        revision       int NOT NULL,
        person_id      uuid NOT NULL REFERENCES person,
        roles          text[] NOT NULL,
        verdict        text NOT NULL CHECK (verdict IN ('approve', 'reject')),
        content_hash   bytea NOT NULL,
        knowing_repeat boolean NOT NULL,
        reason         text,
        note           text,
        note_salt      bytea,
        at             timestamptz NOT NULL,
        UNIQUE (ticket_id, revision, person_id),
        FOREIGN KEY (ticket_id, revision) REFERENCES revision,
        CHECK ((verdict = 'reject') = (reason IS NOT NULL))
      );
      CREATE INDEX sign_off_person_idx ON sign_off (person_id, id);

      CREATE FUNCTION sign_off_needs_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        signed record;
      BEGIN
        SELECT a.owner_id, k.issued_by, r.made_by, r.content_hash INTO STRICT signed
        FROM revision r
        JOIN proposal p ON p.id = r.ticket_id
        JOIN agent a ON a.id = p.agent_id
        JOIN agent_key k ON k.id = p.agent_key_id
        WHERE r.ticket_id = NEW.ticket_id AND r.revision = NEW.revision;
        IF NEW.person_id IN (signed.owner_id, signed.issued_by) OR NEW.person_id IS NOT DISTINCT FROM signed.made_by THEN
          RAISE EXCEPTION 'four eyes: this person owns the agent, issued its key or made this revision'
            USING ERRCODE = '23514', CONSTRAINT = 'sign_off_four_eyes';
        END IF;
        IF NEW.content_hash <> signed.content_hash THEN
          RAISE EXCEPTION 'a sign-off is bound to the hash of the revision it signs'
            USING ERRCODE = '23514', CONSTRAINT = 'sign_off_content_hash';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER sign_off_four_eyes BEFORE INSERT ON sign_off
        FOR EACH ROW EXECUTE FUNCTION sign_off_needs_four_eyes();
      CREATE TRIGGER sign_off_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_off
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      GRANT SELECT, INSERT ON sign_off TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sign_off; DROP FUNCTION sign_off_needs_four_eyes()');
  }
}
