-- $1 hashes of session tokens, $2 seconds after which a session that changed nothing is over. A session counts until it
-- expires or goes idle, and only while its person is active.
SELECT s.token_hash, s.csrf_token, s.id AS session_id, s.stepped_up_at,
  s.seen_at < clock_timestamp() - interval '1 minute' AS to_be_seen, p.id, p.name, p.email, p.roles
FROM session s JOIN person p ON p.id = s.person_id
WHERE s.token_hash = ANY($1::bytea[]) AND s.expires_at > clock_timestamp()
  AND s.seen_at > clock_timestamp() - make_interval(secs => $2) AND p.active
