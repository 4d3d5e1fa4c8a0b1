-- What waits for people and is past its expiry, or past its due time without a recorded breach.
(SELECT id FROM ticket WHERE state = 'pending_review' AND expires_at <= clock_timestamp() ORDER BY expires_at LIMIT 200)
UNION
(SELECT id FROM ticket WHERE state = 'pending_review' AND breached_at IS NULL AND due_at <= clock_timestamp()
  ORDER BY due_at LIMIT 200)
