import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Proposals, tickets and revisions. Texts that name people sit beside their salts, apart from the
 * digests that are hashed, so that erasing them later breaks no hash.
 */
export class CreateTickets1795000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE proposal (
        id            uuid PRIMARY KEY,
        agent_id      uuid NOT NULL REFERENCES agent,
        agent_key_id  uuid NOT NULL REFERENCES agent_key,
        received_at   timestamptz NOT NULL,
        domain        text NOT NULL,
        request       text,
        request_salt  bytea,
        evidence      text,
        evidence_salt bytea,
        policy        text
      );

      CREATE TABLE ticket (
        id            uuid PRIMARY KEY REFERENCES proposal,
        number        bigint GENERATED ALWAYS AS IDENTITY,
        lock_version  int NOT NULL DEFAULT 1,
        state         text NOT NULL,
        revision      int NOT NULL,
        queue         text,
        priority      text NOT NULL,
        risk_score    int NOT NULL,
        agent_id      uuid NOT NULL,
        domain        text NOT NULL,
        customer_ref  text,
        subject       text NOT NULL,
        confidence    double precision,
        tool_name     text,
        call_digest   bytea,
        flags         text[] NOT NULL,
        waits_for     text[] NOT NULL,
        created_at    timestamptz NOT NULL,
        due_at        timestamptz,
        sla_seconds   int,
        breached_at   timestamptz,
        expires_at    timestamptz NOT NULL,
        claimed_by    uuid,
        claimed_until timestamptz,
        resolved_at   timestamptz
      ) WITH (fillfactor = 80);
      CREATE UNIQUE INDEX ticket_number_key ON ticket (number);
      CREATE INDEX ticket_due_idx ON ticket (due_at, id) WHERE state = 'pending_review';
      CREATE INDEX ticket_breach_idx ON ticket (due_at) WHERE state = 'pending_review' AND breached_at IS NULL;
      CREATE INDEX ticket_expiry_idx ON ticket (expires_at) WHERE state = 'pending_review';
      CREATE INDEX ticket_call_idx ON ticket (call_digest, created_at) WHERE call_digest IS NOT NULL;
      CREATE INDEX ticket_customer_idx ON ticket (customer_ref, id) WHERE customer_ref IS NOT NULL;
      CREATE INDEX ticket_state_idx ON ticket (state, id);

      CREATE TABLE ticket_transition (from_state text, to_state text, PRIMARY KEY (from_state, to_state));
      INSERT INTO ticket_transition VALUES
        ('received', 'auto_allowed'), ('received', 'pending_review'), ('received', 'blocked'),
        ('pending_review', 'approved'), ('pending_review', 'rejected'), ('pending_review', 'expired'),
        ('pending_review', 'blocked'), ('pending_review', 'withdrawn'), ('pending_review', 'pending_review'),
        ('approved', 'pending_review'), ('approved', 'expired'), ('approved', 'withdrawn'),
        ('auto_allowed', 'pending_review'), ('auto_allowed', 'withdrawn');

      CREATE FUNCTION ticket_keeps_to_its_lifecycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM ticket_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
          RAISE EXCEPTION 'a ticket never goes from % to %', OLD.state, NEW.state USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER ticket_lifecycle BEFORE UPDATE OF state ON ticket
        FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION ticket_keeps_to_its_lifecycle();

      CREATE TABLE revision (
        ticket_id           uuid NOT NULL REFERENCES ticket,
        revision            int NOT NULL,
        made_by             uuid REFERENCES person,
        made_at             timestamptz NOT NULL,
        note                text,
        note_salt           bytea,
        draft               text,
        draft_salt          bytea,
        tool_name           text,
        tool_version        int,
        arguments_raw       text,
        arguments_canonical text,
        signed_content      text NOT NULL,
        content_hash        bytea NOT NULL CHECK (content_hash = sha256(convert_to(signed_content, 'UTF8'))),
        routing_policy_version  int NOT NULL REFERENCES routing_policy,
        sign_off_policy_version int NOT NULL REFERENCES sign_off_policy,
        routing_decision    json NOT NULL,
        PRIMARY KEY (ticket_id, revision),
        FOREIGN KEY (tool_name, tool_version) REFERENCES tool
      );
      CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revision
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE idempotency_key (
        agent_id    uuid NOT NULL,
        key         text NOT NULL,
        body_hash   bytea NOT NULL,
        proposal_id uuid NOT NULL,
        answer      text NOT NULL,
        created_at  timestamptz NOT NULL,
        PRIMARY KEY (agent_id, key)
      );

      CREATE TABLE snooze (
        ticket_id uuid NOT NULL REFERENCES ticket,
        person_id uuid NOT NULL REFERENCES person,
        until     timestamptz NOT NULL,
        PRIMARY KEY (ticket_id, person_id)
      );

      CREATE TABLE note (
        id        uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES ticket,
        person_id uuid NOT NULL REFERENCES person,
        body      text,
        salt      bytea,
        at        timestamptz NOT NULL
      );
      CREATE INDEX note_ticket_idx ON note (ticket_id, at);

      GRANT SELECT, INSERT ON note TO countersign_app;
      GRANT SELECT, INSERT ON proposal, ticket, revision, idempotency_key TO countersign_app;
      GRANT UPDATE (lock_version, state, revision, queue, priority, risk_score, confidence, tool_name, call_digest, flags, waits_for,
        due_at, sla_seconds, breached_at, expires_at, claimed_by, claimed_until, resolved_at) ON ticket TO countersign_app;
      GRANT SELECT, INSERT, UPDATE ON snooze TO countersign_app;
      GRANT SELECT ON ticket_transition TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE note, snooze, idempotency_key, revision, ticket, ticket_transition, proposal;
      DROP FUNCTION ticket_keeps_to_its_lifecycle()
    `);
  }
}
