-- $1 since, $2 until: counts that stretch once and for all.
WITH counted AS (
  INSERT INTO insight_cell (quarter, kind, domain, detail, n)
  SELECT c.quarter, c.kind, c.domain, c.detail, c.n FROM insight_cells($1::timestamptz, $2::timestamptz) c
)
UPDATE insight_rolled SET until = $2
