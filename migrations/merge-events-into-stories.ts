/**
 * Adds events to the stories of their tickets. Told twice or in another order they make the same rows.
 * @param events a table, or a query in brackets, with rows of user_event
 */
export const mergeEvents = (events: string): string => `
        INSERT INTO insight_story AS s (ticket_id, taken_at, changed_at, shown_at, shown_received_at, status, reason_code, retried_at,
          completed_at, acted_on_low, abandoned, complained, wrong, reversed, confident, domain)
        SELECT t.id, t.created_at, e.changed_at, e.shown_at, e.shown_received_at, e.status, e.reason_code, e.retried_at,
          e.completed_at, e.acted_on_low, e.abandoned, e.complained, e.wrong, e.reversed, insight_confident(r.routing_decision), t.domain
        FROM (
          SELECT u.ticket_id, max(u.received_at) AS changed_at,
            (array_agg(u.at ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS shown_at,
            (array_agg(u.received_at ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS shown_received_at,
            (array_agg(u.status ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS status,
            (array_agg(u.reason_code ORDER BY u.at, u.received_at) FILTER (WHERE u.type = 'shown'))[1] AS reason_code,
            min(u.at) FILTER (WHERE u.type = 'retried') AS retried_at,
            max(u.at) FILTER (WHERE u.type IN ('acted', 'resolved')) AS completed_at,
            -- Null where the answer said no reason code, which is as good as false.
            coalesce(bool_or(u.type = 'acted' AND u.reason_code = 'LOW_CONFIDENCE'), false) AS acted_on_low,
            bool_or(u.type = 'abandoned') AS abandoned,
            bool_or(u.type = 'complained') AS complained,
            bool_or(u.type IN ('corrected', 'refund_reversed', 'charged_back')) AS wrong,
            bool_or(u.type IN ('refund_reversed', 'charged_back')) AS reversed
          FROM ${events} AS u GROUP BY u.ticket_id
        ) e JOIN ticket t ON t.id = e.ticket_id JOIN revision r ON r.ticket_id = t.id AND r.revision = 1
        ON CONFLICT (ticket_id) DO UPDATE SET
          changed_at = greatest(s.changed_at, EXCLUDED.changed_at),
          (shown_at, shown_received_at, status, reason_code) = (
            SELECT * FROM (VALUES (s.shown_at, s.shown_received_at, s.status, s.reason_code),
              (EXCLUDED.shown_at, EXCLUDED.shown_received_at, EXCLUDED.status, EXCLUDED.reason_code)
            ) AS shown(at, received_at, status, reason_code) ORDER BY at, received_at LIMIT 1),
          retried_at = least(s.retried_at, EXCLUDED.retried_at),
          completed_at = greatest(s.completed_at, EXCLUDED.completed_at),
          acted_on_low = s.acted_on_low OR EXCLUDED.acted_on_low,
          abandoned = s.abandoned OR EXCLUDED.abandoned,
          complained = s.complained OR EXCLUDED.complained,
          wrong = s.wrong OR EXCLUDED.wrong,
          reversed = s.reversed OR EXCLUDED.reversed`;
