import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reviewers' questions to customers, and what customers answered. A question stops the ticket's clock: what was left of it stands in
 * `sla_left_seconds`, and there is no due time until it is answered. An answer is part of what is signed from then on.
 */
export class AskBack1795900000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ticket ADD COLUMN sla_left_seconds int,
        ADD CONSTRAINT ticket_asked CHECK (sla_left_seconds IS NULL OR (state = 'pending_review' AND due_at IS NULL));
      COMMENT ON COLUMN ticket.sla_left_seconds IS
        'What was left to the due time when the customer was asked, negative when it was over; null unless a question is open';
      CREATE INDEX ticket_asked_idx ON ticket (id) WHERE sla_left_seconds IS NOT NULL;
      GRANT UPDATE (sla_left_seconds) ON ticket TO countersign_app;

      CREATE TABLE question (
        id        uuid PRIMARY KEY,
        ticket_id uuid NOT NULL REFERENCES ticket,
        revision  int NOT NULL,
        person_id uuid NOT NULL REFERENCES person,
        body      text,
        salt      bytea,
        at        timestamptz NOT NULL
      );
      CREATE INDEX question_ticket_idx ON question (ticket_id, at);

      -- Numbered by the revision that it made. The body is JSON: {text, conversation?, evidence?}.
      CREATE TABLE context (
        ticket_id   uuid NOT NULL,
        revision    int NOT NULL,
        question_id uuid REFERENCES question,
        body        text,
        salt        bytea,
        at          timestamptz NOT NULL,
        PRIMARY KEY (ticket_id, revision),
        FOREIGN KEY (ticket_id, revision) REFERENCES revision
      );
      COMMENT ON COLUMN context.question_id IS 'The question that it answers; null for what an agent added unasked';
      GRANT SELECT, INSERT ON question, context TO countersign_app;

      ${eraseTicket(
        `
          UNION ALL SELECT 8, 0, q.salt, q.body FROM question q WHERE q.ticket_id = found_ticket.id
          UNION ALL SELECT 9, c.revision, c.salt, c.body FROM context c WHERE c.ticket_id = found_ticket.id`,
        `
        UPDATE question q SET body = NULL, salt = NULL WHERE q.ticket_id = found_ticket.id;
        UPDATE context c SET body = NULL, salt = NULL WHERE c.ticket_id = found_ticket.id;`,
      )}

      ${wordsOfTicket(`
          UNION ALL SELECT c.body::json->>'text' FROM context c WHERE c.ticket_id = t.id`)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${wordsOfTicket('')}
      ${eraseTicket('', '')}
      DROP TABLE context, question;
      ALTER TABLE ticket DROP COLUMN sla_left_seconds
    `);
  }
}

/** As the migration that made it says, and `more` besides. */
function eraseTicket(moreTexts: string, moreErased: string): string {
  return `
      CREATE OR REPLACE FUNCTION erase_ticket(id uuid, by_person uuid, why text, salt bytea, OUT outcome text, OUT digests text[])
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
            WHERE e.ticket_id = found_ticket.id${moreTexts}
        ) x WHERE x.body IS NOT NULL AND x.salt IS NOT NULL;

        INSERT INTO erasure (ticket_id, at, erased_by, reason, reason_salt)
          VALUES (found_ticket.id, clock_timestamp(), by_person, why, erase_ticket.salt);
        UPDATE proposal p SET request = NULL, request_salt = NULL, evidence = NULL, evidence_salt = NULL WHERE p.id = found_ticket.id;
        UPDATE revision r SET note = NULL, note_salt = NULL, draft = NULL, draft_salt = NULL, observation = NULL,
          arguments_raw = CASE WHEN r.arguments_raw IS NOT NULL THEN '{}' END,
          arguments_canonical = CASE WHEN r.arguments_canonical IS NOT NULL THEN '{}' END,
          signed_content = '', erased_at = clock_timestamp() WHERE r.ticket_id = found_ticket.id;
        UPDATE sign_off s SET note = NULL, note_salt = NULL WHERE s.ticket_id = found_ticket.id AND s.note IS NOT NULL;
        UPDATE note o SET body = NULL, salt = NULL WHERE o.ticket_id = found_ticket.id;${moreErased}
        UPDATE resolution d SET evidence = NULL, evidence_salt = NULL FROM execution e
          WHERE e.id = d.execution_id AND e.ticket_id = found_ticket.id;
        UPDATE look_up l SET answer = NULL FROM execution e WHERE e.id = l.execution_id AND e.ticket_id = found_ticket.id;
        UPDATE execution e SET result = NULL, error = NULL WHERE e.ticket_id = found_ticket.id;
        UPDATE ticket t SET customer_ref = NULL, subject = 'erased:' || t.id, lock_version = t.lock_version + 1
          WHERE t.id = found_ticket.id;
        UPDATE idempotency_key k SET answer = (k.answer::jsonb || '{"answer": "", "citations": [], "erased": true}')::text
          WHERE k.agent_id = found_ticket.agent_id AND k.proposal_id = found_ticket.id;
        outcome := 'erased';
      END $$;`;
}

function wordsOfTicket(more: string): string {
  return `
      CREATE OR REPLACE FUNCTION words_of_ticket(id uuid) RETURNS tsvector LANGUAGE sql STABLE AS $$
        SELECT coalesce(array_to_tsvector((words_in(string_agg(x.said, ' ')))[1:5000]), '')
        FROM ticket t
        CROSS JOIN LATERAL (
          SELECT p.request::json->>'text' AS said FROM proposal p WHERE p.id = t.id
          UNION ALL SELECT t.customer_ref
          UNION ALL SELECT concat_ws(' ', r.arguments_canonical, r.note) FROM revision r WHERE r.ticket_id = t.id AND r.revision = t.revision
          UNION ALL SELECT concat_ws(' ', s.reason, s.note) FROM sign_off s WHERE s.ticket_id = t.id AND s.revision = t.revision${more}
        ) x
        WHERE t.id = words_of_ticket.id
      $$;`;
}
