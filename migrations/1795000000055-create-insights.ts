import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What support leads look at (docs/insights.md): counts per quarter of an hour, which is the largest stretch that every
 * IANA zone's hours and days are made of. `insight_cells` counts a stretch of the tickets themselves; what is over is kept
 * in `insight_cell`, so that a quarter of a year is not counted anew for every look.
 */
export class CreateInsights1795000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX ticket_created_idx ON ticket (created_at);
      CREATE INDEX sign_off_at_idx ON sign_off (at);

      CREATE TABLE insight_cell (
        quarter timestamptz NOT NULL,
        kind    text NOT NULL,
        domain  text NOT NULL,
        detail  text NOT NULL,
        n       int NOT NULL,
        PRIMARY KEY (quarter, kind, domain, detail)
      );
      COMMENT ON COLUMN insight_cell.kind IS
        'intake (detail: automatic, people, blocked), reason (a condition as JSON), decision (approved, rejected), late, target (seconds), wait (n of 1.02^n seconds)';

      -- One row: every quarter before it is in insight_cell.
      CREATE TABLE insight_rolled (
        one   boolean PRIMARY KEY DEFAULT true CHECK (one),
        until timestamptz NOT NULL
      );
      INSERT INTO insight_rolled (until)
        SELECT date_bin('15 minutes', coalesce(min(created_at), now()), 'epoch') FROM ticket;

      -- The conditions for which a person was asked: those that held for review, or what held an allowed one back, or,
      -- where nothing held, what would have allowed it.
      CREATE FUNCTION insight_reasons(decision json) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
        WITH line AS MATERIALIZED (
          SELECT l.rule, l.condition, l.expected, l.held, decision->>'outcome' AS outcome
          FROM json_to_recordset(decision->'conditions') AS l(rule text, condition text, expected json, held boolean)
        ), against AS (
          SELECT rule, condition, expected FROM line
          WHERE held AND CASE outcome WHEN 'allow' THEN rule = 'sign_off' ELSE rule NOT IN ('sign_off', 'auto_allow_if') END
        ), unmet AS (
          SELECT rule, condition, expected FROM line
          WHERE NOT held AND rule = 'auto_allow_if' AND outcome <> 'allow' AND NOT EXISTS (SELECT FROM against)
        )
        SELECT DISTINCT json_build_array(rule, condition, expected)::text
        FROM (SELECT * FROM against UNION ALL SELECT * FROM unmet) reason
      $$;

      -- Where a first revision was sent.
      CREATE FUNCTION insight_way(decision json) RETURNS text LANGUAGE sql IMMUTABLE AS $$
        SELECT CASE
          WHEN decision->>'outcome' = 'block' THEN 'blocked'
          WHEN decision->>'outcome' = 'allow' AND NOT EXISTS (
            SELECT FROM json_to_recordset(decision->'conditions') AS l(rule text, held boolean) WHERE l.rule = 'sign_off' AND l.held
          ) THEN 'automatic'
          ELSE 'people'
        END
      $$;

      -- The counts of what happened in [since, until), by quarter of an hour.
      CREATE FUNCTION insight_cells(since timestamptz, until timestamptz)
      RETURNS TABLE (quarter timestamptz, kind text, domain text, detail text, n int) LANGUAGE sql STABLE AS $$
        WITH taken AS MATERIALIZED (
          SELECT date_bin('15 minutes', t.created_at, 'epoch') AS quarter, t.domain, r.routing_decision AS decision,
            insight_way(r.routing_decision) AS way
          FROM ticket t JOIN revision r ON r.ticket_id = t.id AND r.revision = 1
          WHERE t.created_at >= since AND t.created_at < until
        ), decided AS MATERIALIZED (
          SELECT date_bin('15 minutes', s.at, 'epoch') AS quarter, t.domain, t.sla_seconds,
            CASE s.verdict WHEN 'approve' THEN 'approved' ELSE 'rejected' END AS verdict,
            extract(epoch FROM s.at - came.at) AS waited
          FROM sign_off s
          JOIN ticket t ON t.id = s.ticket_id
          CROSS JOIN LATERAL (
            SELECT coalesce(max(e.at), t.created_at) AS at FROM audit_entry e
            WHERE e.subject = 'ticket:' || t.id AND e.action = 'ticket.returned' AND e.at <= s.at
          ) came
          WHERE s.at >= since AND s.at < until AND EXISTS (
            SELECT FROM audit_entry e WHERE e.subject = 'ticket:' || t.id AND e.at = s.at
              AND e.action = CASE s.verdict WHEN 'approve' THEN 'ticket.approved' ELSE 'ticket.rejected' END
              AND e.actor = 'person:' || s.person_id)
        )
        SELECT counted.quarter, counted.kind, counted.domain, counted.detail, count(*)::int
        FROM (
          SELECT k.quarter, 'intake' AS kind, k.domain, k.way AS detail FROM taken k
          UNION ALL SELECT k.quarter, 'reason', k.domain, reason
            FROM taken k CROSS JOIN LATERAL insight_reasons(k.decision) AS reason WHERE k.way = 'people'
          UNION ALL SELECT d.quarter, 'decision', d.domain, d.verdict FROM decided d
          UNION ALL SELECT d.quarter, 'late', d.domain, '' FROM decided d WHERE d.waited > d.sla_seconds
          UNION ALL SELECT d.quarter, 'target', d.domain, d.sla_seconds::text FROM decided d WHERE d.sla_seconds IS NOT NULL
          UNION ALL SELECT d.quarter, 'wait', d.domain, floor(ln(greatest(d.waited, 1)) / ln(1.02))::text FROM decided d
        ) counted
        GROUP BY 1, 2, 3, 4
      $$;

      GRANT SELECT, INSERT ON insight_cell TO countersign_app;
      GRANT SELECT, UPDATE ON insight_rolled TO countersign_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION insight_cells(timestamptz, timestamptz), insight_way(json), insight_reasons(json);
      DROP TABLE insight_rolled, insight_cell;
      DROP INDEX sign_off_at_idx, ticket_created_idx;
    `);
  }
}
