-- $1 id, $2 why it was not delivered or what is to be known besides, $3 seconds until it is tried again, null when it is not,
-- $4 whether it was delivered.
UPDATE notification SET error = $2,
  sent_at = CASE WHEN $4::boolean THEN clock_timestamp() END,
  gave_up_at = CASE WHEN NOT $4::boolean AND $3::int IS NULL THEN clock_timestamp() END,
  next_at = CASE WHEN $3::int IS NULL THEN next_at ELSE clock_timestamp() + make_interval(secs => $3) END
WHERE id = $1 AND sent_at IS NULL
