-- $1 from, $2 to, $3 at most so many, the newest. When something that has versions changed. What everything begins with is no change;
-- a first version of a tool or of a document is one.
WITH version AS (
  SELECT created_at AS at, 'routing_policy' AS kind, NULL AS name, version FROM routing_policy WHERE version > 1
  UNION ALL SELECT created_at, 'sign_off_policy', NULL, version FROM sign_off_policy WHERE version > 1
  UNION ALL SELECT created_at, 'queue_policy', NULL, version FROM queue_policy WHERE version > 1
  UNION ALL SELECT created_at, 'prompt', NULL, version FROM prompt WHERE version > 1
  UNION ALL SELECT created_at, 'reject_reasons', NULL, version FROM reject_reason_list WHERE version > 1
  UNION ALL SELECT created_at, 'tool', name, version FROM tool
  UNION ALL SELECT created_at, 'document', title, version FROM document_version
)
SELECT min(at) AS at, kind, (array_agg(name ORDER BY at DESC))[1] AS name, (array_agg(version ORDER BY at DESC))[1] AS version,
  count(*)::int AS n
FROM version WHERE at >= $1 AND at < $2
GROUP BY kind, date_bin('15 minutes', at, 'epoch')
ORDER BY 1 DESC, kind LIMIT $3
