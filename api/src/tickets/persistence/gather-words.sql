-- $1 ids of tickets that are locked, $2 how far that reaches, or null for up to ten seconds ago.
WITH gathered AS (
  INSERT INTO ticket_words (ticket_id, resolved_at, words)
  SELECT t.id, t.resolved_at, words_of_ticket(t.id) FROM ticket t
  WHERE t.id = ANY($1::uuid[]) AND t.resolved_at IS NOT NULL AND NOT EXISTS (SELECT FROM erasure e WHERE e.ticket_id = t.id)
  ON CONFLICT (ticket_id) DO UPDATE SET resolved_at = EXCLUDED.resolved_at, words = EXCLUDED.words
)
UPDATE words_gathered SET until = greatest(until, coalesce($2::timestamptz, now() - interval '10 seconds'))
