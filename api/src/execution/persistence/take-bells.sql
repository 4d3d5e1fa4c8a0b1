-- $1 how many. Takes bells off the outbox; a bell lost by a crash right after is found by the sweep.
DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED)
RETURNING execution_id AS "executionId"
