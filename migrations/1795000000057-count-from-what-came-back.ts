import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people took back waits from then on, as what a worker sent back does. */
export class CountFromWhatCameBack1795000000057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(cells(`e.action IN ('ticket.returned', 'ticket.revoked')`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(cells(`e.action = 'ticket.returned'`));
  }
}

function cells(cameBack: string): string {
  return `
      -- The counts of what happened in [since, until), by quarter of an hour.
      CREATE OR REPLACE FUNCTION insight_cells(since timestamptz, until timestamptz)
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
            WHERE e.subject = 'ticket:' || t.id AND ${cameBack} AND e.at <= s.at
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
  `;
}
