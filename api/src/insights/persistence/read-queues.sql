-- $1 one domain or null. How each queue stands at this moment; counts go no further than 10,001 each.
WITH everybody AS MATERIALIZED (
  SELECT t.due_at FROM ticket t
  WHERE t.state = 'pending_review' AND t.queue = 'human_review' AND ($1::text IS NULL OR t.domain = $1)
  ORDER BY t.due_at LIMIT 10001
), leads AS MATERIALIZED (
  SELECT t.due_at FROM ticket t
  WHERE t.state = 'pending_review' AND t.queue = 'leads' AND ($1::text IS NULL OR t.domain = $1)
  ORDER BY t.due_at LIMIT 10001
), oldest AS MATERIALIZED (
  (SELECT t.queue, t.id, t.number, t.created_at AS "createdAt" FROM ticket t
    WHERE t.state = 'pending_review' AND t.queue = 'human_review' AND ($1::text IS NULL OR t.domain = $1) ORDER BY t.id LIMIT 1)
  UNION ALL
  (SELECT t.queue, t.id, t.number, t.created_at FROM ticket t
    WHERE t.state = 'pending_review' AND t.queue = 'leads' AND ($1::text IS NULL OR t.domain = $1) ORDER BY t.id LIMIT 1)
), stands AS (
  SELECT 'human_review' AS queue, count(*)::int AS waiting, count(*) FILTER (WHERE due_at < now())::int AS overdue FROM everybody
  UNION ALL
  SELECT 'leads', count(*)::int, count(*) FILTER (WHERE due_at < now())::int FROM leads
)
SELECT s.queue, s.waiting, s.overdue,
  (SELECT row_to_json(o) FROM (SELECT o.id, o.number, o."createdAt" FROM oldest o WHERE o.queue = s.queue) o) AS oldest
FROM stands s ORDER BY s.queue
