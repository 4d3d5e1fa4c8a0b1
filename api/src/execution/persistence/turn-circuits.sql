-- Takes on record which circuits opened and which closed since it was last looked; each turn is answered to one worker only,
-- because whoever comes second waits for the first one's row and finds it as it should be.
WITH opened AS (
  INSERT INTO circuit_on_record (tool, since) SELECT tool, min(since) FROM circuit_now GROUP BY tool ORDER BY tool
  ON CONFLICT (tool) DO NOTHING RETURNING tool, since),
closed AS (
  DELETE FROM circuit_on_record r WHERE NOT EXISTS (SELECT FROM circuit_now c WHERE c.tool = r.tool) RETURNING tool, since)
SELECT tool, since, true AS open FROM opened UNION ALL SELECT tool, since, false FROM closed
