-- $1 ids of keys that were just used for a change. A row that another process notes at this moment needs no second note.
UPDATE agent_key SET last_used_at = clock_timestamp()
WHERE id IN (
  SELECT id FROM agent_key
  WHERE id = ANY($1::uuid[]) AND (last_used_at IS NULL OR last_used_at < clock_timestamp() - interval '1 minute')
  FOR NO KEY UPDATE SKIP LOCKED)
