-- $1 name: every text of that name, whoever told it.
UPDATE support_text SET body = NULL, erased_at = clock_timestamp() WHERE name = $1 AND body IS NOT NULL RETURNING id
