-- $1 one domain or null. How the desk stands at this moment; counts go no further than 10,001.
WITH waits AS MATERIALIZED (
  SELECT t.due_at, t.queue FROM ticket t
  WHERE t.state = 'pending_review' AND ($1::text IS NULL OR t.domain = $1)
  ORDER BY t.due_at LIMIT 10001
), oldest AS (
  SELECT t.id, t.number, t.created_at FROM ticket t
  WHERE t.state = 'pending_review' AND ($1::text IS NULL OR t.domain = $1)
  ORDER BY t.id LIMIT 1
), signing AS (
  SELECT s.person_id FROM sign_off s WHERE s.at > now() - interval '15 minutes'
  UNION
  SELECT c.claimed_by FROM (
    SELECT t.claimed_by, t.claimed_until FROM ticket t WHERE t.state = 'pending_review' ORDER BY t.due_at LIMIT 10001
  ) c WHERE c.claimed_until > now()
)
SELECT clock_timestamp() AS now,
  (SELECT count(*)::int FROM waits) AS waiting,
  (SELECT count(*)::int FROM waits WHERE due_at < now()) AS overdue,
  (SELECT count(*)::int FROM waits WHERE queue = 'leads') AS escalated,
  (SELECT row_to_json(o) FROM (SELECT id, number, created_at AS "createdAt" FROM oldest) o) AS oldest,
  (SELECT count(*)::int FROM signing) AS "peopleActive"
