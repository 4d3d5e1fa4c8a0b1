-- $1 hashes of session tokens. A session counts until it expires, and only while its person is active.
SELECT s.token_hash, s.csrf_token, p.id, p.name, p.email, p.roles
FROM session s JOIN person p ON p.id = s.person_id
WHERE s.token_hash = ANY($1::bytea[]) AND s.expires_at > clock_timestamp() AND p.active
