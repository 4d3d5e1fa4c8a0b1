-- $1 ticket id after which to look, $2 how many. Answers the newest sign-off policy beside each, or alone when none is pending.
SELECT p.version AS "policyVersion", t.id
FROM (SELECT max(version)::int AS version FROM sign_off_policy) AS p
LEFT JOIN LATERAL (SELECT id FROM ticket WHERE state = 'pending_review' AND id > $1 ORDER BY id LIMIT $2) AS t ON true
