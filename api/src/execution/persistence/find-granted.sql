-- $1 execution: what redeeming its grant has to know, with the clock that judges it.
SELECT e.id, e.ticket_id AS "ticketId", e.fence, e.state, e.tool_name AS "toolName", e.grant_expires_at AS "grantExpiresAt",
  e.redeemed_at AS "redeemedAt", t.signing_secret AS "signingSecret", r.content_hash AS "contentHash", clock_timestamp() AS now
FROM execution e
JOIN tool t ON t.name = e.tool_name AND t.version = e.tool_version
JOIN revision r ON r.ticket_id = e.ticket_id AND r.revision = e.revision
WHERE e.id = $1 AND e.runner = 'agent'
