-- $1 ticket, $2 person, $3 why, $4 salt of that. What it answers is in the migration that made the function.
SELECT outcome, digests FROM erase_ticket($1, $2, $3, $4)
