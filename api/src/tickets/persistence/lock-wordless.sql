-- $1 at most so many. Tickets whose words are to be gathered, oldest decision first, and how far that reaches. Half an hour is looked at
-- again, for what committed late. Whoever erases one of them waits until its words are there to be taken away.
WITH gathered AS MATERIALIZED (SELECT until - interval '30 minutes' AS since, now() - interval '10 seconds' AS until FROM words_gathered)
SELECT t.id, to_char(t.resolved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "resolvedAt"
FROM ticket t, gathered g
WHERE t.resolved_at IS NOT NULL AND t.resolved_at >= g.since AND t.resolved_at < g.until
  AND NOT EXISTS (SELECT FROM ticket_words w WHERE w.ticket_id = t.id AND w.resolved_at = t.resolved_at)
  AND NOT EXISTS (SELECT FROM erasure e WHERE e.ticket_id = t.id)
ORDER BY t.resolved_at, t.id LIMIT $1 FOR KEY SHARE OF t
