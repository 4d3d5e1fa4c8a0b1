-- $1 from, $2 to, $3 the beginnings of the buckets, ascending, $4 the kinds to sum, $5 one domain or null, $6 apart by domain?
-- What is over comes from insight_cell, the rest is counted now, in one snapshot: nothing is in both, nothing in neither.
WITH rolled AS MATERIALIZED (SELECT least(greatest(until, $1::timestamptz), $2::timestamptz) AS until FROM insight_rolled)
SELECT width_bucket(c.quarter, $3::timestamptz[]) - 1 AS bucket, c.kind,
  CASE WHEN $6 THEN c.domain ELSE '' END AS domain, c.detail, sum(c.n)::int AS n
FROM (
  SELECT i.quarter, i.kind, i.domain, i.detail, i.n FROM insight_cell i
    WHERE i.quarter >= $1 AND i.quarter < (SELECT until FROM rolled)
  UNION ALL
  SELECT n.quarter, n.kind, n.domain, n.detail, n.n FROM rolled CROSS JOIN LATERAL insight_cells(rolled.until, $2::timestamptz) n
) c
WHERE c.kind = ANY($4::text[]) AND ($5::text IS NULL OR c.domain = $5)
GROUP BY 1, 2, 3, 4
