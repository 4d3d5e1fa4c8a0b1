-- $1 how many. What the agent's backend runs and whose time is over, by the database's clock.
SELECT id, ticket_id AS "ticketId", state, fence, redeemed_at IS NOT NULL AS redeemed, clock_timestamp() AS now
FROM execution
WHERE runner = 'agent' AND state IN ('ready', 'granted') AND next_at <= clock_timestamp()
ORDER BY next_at LIMIT $1
