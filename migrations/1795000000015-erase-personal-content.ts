import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a revision holds of people; on erasing, nothing else of it may change. */
const OF_REVISION = `'{note,note_salt,draft,draft_salt,arguments_raw,arguments_canonical,observation,signed_content,erased_at}'::text[]`;
const OF_SIGN_OFF = `'{note,note_salt}'::text[]`;
const OF_EXECUTION = `'{result,error,subject,call_digest,money_key,hundredths}'::text[]`;

/**
 * Erasing what a closed ticket holds of people (docs/verify.md, "Erased content"). Rows that are never changed may lose just that, only
 * under a row of `erasure`, which only `erase_ticket` writes, and which no transaction can commit without its audit entry.
 */
export class ErasePersonalContent1795000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE erasure (
        ticket_id    uuid PRIMARY KEY REFERENCES ticket,
        at           timestamptz NOT NULL,
        erased_by    uuid NOT NULL REFERENCES person,
        reason       text NOT NULL,
        reason_salt  bytea NOT NULL,
        forgotten_at timestamptz
      );
      COMMENT ON COLUMN erasure.forgotten_at IS
        'When the keys by which repeats and sums of a day are found were erased, too: a week after the ticket was made';
      CREATE INDEX erasure_unforgotten_idx ON erasure (ticket_id) WHERE forgotten_at IS NULL;

      CREATE FUNCTION erasure_is_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM audit_entry WHERE subject = 'ticket:' || NEW.ticket_id AND action = 'ticket.erased') THEN
          RAISE EXCEPTION 'nothing is erased without its audit entry' USING ERRCODE = '23514';
        END IF;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER erasure_on_record AFTER INSERT ON erasure DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION erasure_is_on_record();
      CREATE TRIGGER erasure_append_only BEFORE DELETE OR TRUNCATE ON erasure
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- The hash stays when what was hashed goes.
      ALTER TABLE revision ADD COLUMN erased_at timestamptz, DROP CONSTRAINT revision_check,
        ADD CONSTRAINT revision_hash_of_content CHECK (CASE WHEN erased_at IS NULL
          THEN content_hash = sha256(convert_to(signed_content, 'UTF8')) ELSE signed_content = '' END);
      CREATE TRIGGER revision_made_whole BEFORE INSERT ON revision
        FOR EACH ROW WHEN (NEW.erased_at IS NOT NULL) EXECUTE FUNCTION refuse_change();

      CREATE FUNCTION revision_is_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
          AND num_nonnulls(NEW.note, NEW.note_salt, NEW.draft, NEW.draft_salt, NEW.observation) = 0
          AND coalesce(NEW.arguments_raw, '{}') = '{}' AND coalesce(NEW.arguments_canonical, '{}') = '{}'
          AND to_jsonb(NEW) - ${OF_REVISION} = to_jsonb(OLD) - ${OF_REVISION}
          AND EXISTS (SELECT FROM erasure e WHERE e.ticket_id = OLD.ticket_id) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$;
      DROP TRIGGER revision_append_only ON revision;
      CREATE TRIGGER revision_append_only BEFORE DELETE OR TRUNCATE ON revision
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER revision_only_erased BEFORE UPDATE ON revision
        FOR EACH ROW EXECUTE FUNCTION revision_is_only_erased();

      CREATE FUNCTION sign_off_is_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF num_nonnulls(NEW.note, NEW.note_salt) = 0
          AND to_jsonb(NEW) - ${OF_SIGN_OFF} = to_jsonb(OLD) - ${OF_SIGN_OFF}
          AND EXISTS (SELECT FROM erasure e WHERE e.ticket_id = OLD.ticket_id) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$;
      DROP TRIGGER sign_off_append_only ON sign_off;
      CREATE TRIGGER sign_off_append_only BEFORE DELETE OR TRUNCATE ON sign_off
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER sign_off_only_erased BEFORE UPDATE ON sign_off
        FOR EACH ROW EXECUTE FUNCTION sign_off_is_only_erased();

      CREATE OR REPLACE FUNCTION execution_keeps_to_its_lifecycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.state = OLD.state AND NEW.state IN ('succeeded', 'failed', 'revoked') AND num_nonnulls(NEW.result, NEW.error) = 0
          AND to_jsonb(NEW) - ${OF_EXECUTION} = to_jsonb(OLD) - ${OF_EXECUTION}
          AND EXISTS (SELECT FROM erasure e WHERE e.ticket_id = OLD.ticket_id) THEN
          RETURN NEW;
        END IF;
        IF NOT EXISTS (SELECT FROM execution_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
          RAISE EXCEPTION 'an execution never goes from % to %', OLD.state, NEW.state USING ERRCODE = '23514';
        END IF;
        IF NEW.fence < OLD.fence THEN
          RAISE EXCEPTION 'a fence never falls' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$;

      -- Decided, and nothing of it runs or may have run without anybody knowing.
      CREATE FUNCTION ticket_is_over(t ticket) RETURNS boolean LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
        SELECT t.state NOT IN ('received', 'pending_review')
          AND NOT EXISTS (SELECT FROM execution e WHERE e.ticket_id = t.id AND e.state NOT IN ('succeeded', 'failed', 'revoked'))
          AND (t.state NOT IN ('approved', 'auto_allowed') OR t.tool_name IS NULL OR EXISTS (SELECT FROM execution e
            WHERE e.ticket_id = t.id AND e.revision = t.revision AND e.state IN ('succeeded', 'failed')))
      $$;

      -- Names tables of later migrations too, which are looked up when it runs.
      -- Answers what it did, and the salted digests (hex) of the texts that are gone. Runs with its owner's rights, because nobody
      -- who runs it has them.
      CREATE FUNCTION erase_ticket(id uuid, by_person uuid, why text, salt bytea, OUT outcome text, OUT digests text[])
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        found_ticket ticket;
      BEGIN
        SELECT * INTO found_ticket FROM ticket t WHERE t.id = erase_ticket.id FOR UPDATE;
        IF found_ticket IS NULL OR found_ticket.id IS NULL THEN outcome := 'not_found'; RETURN; END IF;
        IF EXISTS (SELECT FROM erasure e WHERE e.ticket_id = found_ticket.id) THEN outcome := 'already_erased'; RETURN; END IF;
        IF NOT ticket_is_over(found_ticket) THEN outcome := 'not_terminal'; RETURN; END IF;

        SELECT array_agg(encode(sha256(x.salt || convert_to(x.body, 'UTF8')), 'hex') ORDER BY n, m) INTO digests FROM (
          SELECT 1 AS n, 0 AS m, p.request_salt AS salt, p.request AS body FROM proposal p WHERE p.id = found_ticket.id
          UNION ALL SELECT 2, 0, p.evidence_salt, p.evidence FROM proposal p WHERE p.id = found_ticket.id
          UNION ALL SELECT 3, r.revision, r.draft_salt, r.draft FROM revision r WHERE r.ticket_id = found_ticket.id
          UNION ALL SELECT 4, r.revision, r.note_salt, r.note FROM revision r WHERE r.ticket_id = found_ticket.id
          UNION ALL SELECT 5, s.revision, s.note_salt, s.note FROM sign_off s WHERE s.ticket_id = found_ticket.id
          UNION ALL SELECT 6, 0, o.salt, o.body FROM note o WHERE o.ticket_id = found_ticket.id
          UNION ALL SELECT 7, 0, d.evidence_salt, d.evidence FROM resolution d JOIN execution e ON e.id = d.execution_id
            WHERE e.ticket_id = found_ticket.id
        ) x WHERE x.body IS NOT NULL AND x.salt IS NOT NULL;

        INSERT INTO erasure (ticket_id, at, erased_by, reason, reason_salt)
          VALUES (found_ticket.id, clock_timestamp(), by_person, why, erase_ticket.salt);
        UPDATE proposal p SET request = NULL, request_salt = NULL, evidence = NULL, evidence_salt = NULL WHERE p.id = found_ticket.id;
        UPDATE revision r SET note = NULL, note_salt = NULL, draft = NULL, draft_salt = NULL, observation = NULL,
          arguments_raw = CASE WHEN r.arguments_raw IS NOT NULL THEN '{}' END,
          arguments_canonical = CASE WHEN r.arguments_canonical IS NOT NULL THEN '{}' END,
          signed_content = '', erased_at = clock_timestamp() WHERE r.ticket_id = found_ticket.id;
        UPDATE sign_off s SET note = NULL, note_salt = NULL WHERE s.ticket_id = found_ticket.id AND s.note IS NOT NULL;
        UPDATE note o SET body = NULL, salt = NULL WHERE o.ticket_id = found_ticket.id;
        UPDATE resolution d SET evidence = NULL, evidence_salt = NULL FROM execution e
          WHERE e.id = d.execution_id AND e.ticket_id = found_ticket.id;
        UPDATE look_up l SET answer = NULL FROM execution e WHERE e.id = l.execution_id AND e.ticket_id = found_ticket.id;
        UPDATE execution e SET result = NULL, error = NULL WHERE e.ticket_id = found_ticket.id;
        UPDATE ticket t SET customer_ref = NULL, subject = 'erased:' || t.id, lock_version = t.lock_version + 1
          WHERE t.id = found_ticket.id;
        UPDATE idempotency_key k SET answer = (k.answer::jsonb || '{"answer": "", "citations": [], "erased": true}')::text
          WHERE k.agent_id = found_ticket.agent_id AND k.proposal_id = found_ticket.id;
        outcome := 'erased';
      END $$;

      -- Erases the keys of erased tickets that no rule looks at any more. @returns how many
      CREATE FUNCTION forget_erased(fresh_seconds int) RETURNS int
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        due uuid[];
      BEGIN
        SELECT array_agg(f.ticket_id) INTO due FROM (
          SELECT e.ticket_id FROM erasure e JOIN ticket t ON t.id = e.ticket_id
          WHERE e.forgotten_at IS NULL AND t.created_at < clock_timestamp() - make_interval(secs => greatest(fresh_seconds, 604800))
          LIMIT 100 FOR UPDATE OF e SKIP LOCKED) f;
        IF due IS NULL THEN RETURN 0; END IF;
        UPDATE execution e SET subject = 'erased:' || e.ticket_id, call_digest = sha256(convert_to(gen_random_uuid()::text, 'UTF8')),
          money_key = NULL, hundredths = NULL WHERE e.ticket_id = ANY(due);
        UPDATE ticket t SET call_digest = NULL, lock_version = t.lock_version + 1 WHERE t.id = ANY(due);
        UPDATE idempotency_key k SET body_hash = sha256(convert_to(gen_random_uuid()::text, 'UTF8'))
          FROM ticket t WHERE t.id = ANY(due) AND k.agent_id = t.agent_id AND k.proposal_id = t.id;
        UPDATE erasure e SET forgotten_at = clock_timestamp() WHERE e.ticket_id = ANY(due);
        RETURN cardinality(due);
      END $$;

      REVOKE EXECUTE ON FUNCTION erase_ticket(uuid, uuid, text, bytea), forget_erased(int) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION erase_ticket(uuid, uuid, text, bytea), forget_erased(int) TO countersign_app;
      GRANT SELECT ON erasure TO countersign_app;
      GRANT SELECT (ticket_id, at, erased_by, forgotten_at) ON erasure TO countersign_auditor;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION erase_ticket(uuid, uuid, text, bytea), forget_erased(int), ticket_is_over(ticket);
      CREATE OR REPLACE FUNCTION execution_keeps_to_its_lifecycle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM execution_transition WHERE from_state = OLD.state AND to_state = NEW.state) THEN
          RAISE EXCEPTION 'an execution never goes from % to %', OLD.state, NEW.state USING ERRCODE = '23514';
        END IF;
        IF NEW.fence < OLD.fence THEN
          RAISE EXCEPTION 'a fence never falls' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$;
      DROP TRIGGER sign_off_only_erased ON sign_off;
      DROP TRIGGER sign_off_append_only ON sign_off;
      CREATE TRIGGER sign_off_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sign_off
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      DROP TRIGGER revision_only_erased ON revision;
      DROP TRIGGER revision_append_only ON revision;
      CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revision
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      DROP TRIGGER revision_made_whole ON revision;
      DROP FUNCTION revision_is_only_erased(), sign_off_is_only_erased();
      -- Erased revisions have no content to hash: the check counts for what comes after.
      ALTER TABLE revision DROP CONSTRAINT revision_hash_of_content, DROP COLUMN erased_at,
        ADD CONSTRAINT revision_check CHECK (content_hash = sha256(convert_to(signed_content, 'UTF8'))) NOT VALID;
      DROP TABLE erasure;
      DROP FUNCTION erasure_is_on_record()
    `);
  }
}
