import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Times to decision by queue (docs/insights.md): which queue a ticket was in when it was decided, and since when, is what its
 * entries say, because a ticket that is decided is in none. Time in which the customer was asked is nobody's. What was rolled up before is counted anew, by the workers,
 * a day at a time; until they are there it is counted from the tickets, so that no figure is wrong meanwhile.
 */
export class CountByQueue1795900000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(cells(MOVED, BY_QUEUE));
    await runner.query(`
      COMMENT ON COLUMN insight_cell.kind IS
        'intake (detail: automatic, people, blocked), reason (a condition as JSON), decision (approved, rejected), late, target (seconds), wait (n of 1.02^n seconds); queue_wait, queue_late, queue_target (the same after the queue''s name and a colon)';
      TRUNCATE insight_cell;
      UPDATE insight_rolled SET until = least(until,
        (SELECT date_bin('15 minutes', coalesce(min(created_at), now()), 'epoch') FROM ticket));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(cells('', ''));
    await runner.query(`DELETE FROM insight_cell WHERE kind LIKE 'queue\\_%'`);
  }
}

/** Where the ticket was last sent before it was decided, if anybody moved it since it came to people. */
const MOVED = `
          LEFT JOIN LATERAL (
            SELECT e.at, replace(e.payload->>'to', 'queue:', '') AS queue, (e.payload->>'dueAt')::timestamptz AS due_at
            FROM (
              SELECT m.id, m.at, convert_from(m.canonical, 'UTF8')::json->'payload' AS payload FROM audit_entry m
              WHERE m.subject = 'ticket:' || t.id AND m.action IN ('ticket.escalated', 'ticket.handed_over')
                AND m.at >= came.at AND m.at <= s.at
            ) e
            WHERE e.payload->>'to' NOT LIKE 'person:%'
            ORDER BY e.id DESC LIMIT 1
          ) moved ON true`;

/** A target of its own has what was never moved, and what came to leads who have one. */
const BY_QUEUE = `
          UNION ALL SELECT d.quarter, 'queue_wait', d.domain,
            d.queue || ':' || floor(ln(greatest(d.in_queue, 1)) / ln(1.02)) FROM decided d
          UNION ALL SELECT d.quarter, 'queue_late', d.domain, d.queue || ':' FROM decided d WHERE d.waited > d.sla_seconds
          UNION ALL SELECT d.quarter, 'queue_target', d.domain, d.queue || ':' || d.queue_target FROM decided d
            WHERE d.queue_target IS NOT NULL`;

/** Seconds since then in which the customer was asked; a question ends with its answer, or with the waiting. */
const askedSince = (since: string) => `(
              SELECT coalesce(sum(extract(epoch FROM coalesce(c.at, s.at) - greatest(q.at, ${since}))), 0)
              FROM question q LEFT JOIN context c ON c.question_id = q.id
              WHERE q.ticket_id = t.id AND q.at >= came.at AND q.at <= s.at AND coalesce(c.at, s.at) > ${since})`;

const SINCE_MOVED = 'coalesce(moved.at, came.at)';

const QUEUE_COLUMNS = `,
            coalesce(moved.queue, 'human_review') AS queue,
            extract(epoch FROM s.at - ${SINCE_MOVED}) - ${askedSince(SINCE_MOVED)} AS in_queue,
            CASE WHEN moved.at IS NULL THEN t.sla_seconds ELSE ceil(extract(epoch FROM moved.due_at - moved.at))::int END
              AS queue_target`;

function cells(moved: string, byQueue: string): string {
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
            extract(epoch FROM s.at - came.at)${moved ? ` - ${askedSince('came.at')}` : ''} AS waited${moved ? QUEUE_COLUMNS : ''}
          FROM sign_off s
          JOIN ticket t ON t.id = s.ticket_id
          CROSS JOIN LATERAL (
            SELECT coalesce(max(e.at), t.created_at) AS at FROM audit_entry e
            WHERE e.subject = 'ticket:' || t.id AND e.action IN ('ticket.returned', 'ticket.revoked') AND e.at <= s.at
          ) came${moved}
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
          UNION ALL SELECT d.quarter, 'wait', d.domain, floor(ln(greatest(d.waited, 1)) / ln(1.02))::text FROM decided d${byQueue}
        ) counted
        GROUP BY 1, 2, 3, 4
      $$;
  `;
}
