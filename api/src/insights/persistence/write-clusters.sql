-- $1 clusters, $2 members, $3 the moment that was looked at, $4 texts looked at. What was there before and is not any more goes.
WITH given AS (
  SELECT * FROM json_to_recordset($1::json) AS c(id uuid, size int, trend text, "grewFrom" timestamptz, label json, figures json)
), gone AS (
  DELETE FROM complaint_cluster WHERE id NOT IN (SELECT id FROM given)
), cluster AS (
  INSERT INTO complaint_cluster (id, size, trend, grew_from, label, figures)
  SELECT id, size, trend, "grewFrom", ARRAY(SELECT json_array_elements_text(label)), figures FROM given
  ON CONFLICT (id) DO UPDATE SET size = excluded.size, trend = excluded.trend, grew_from = excluded.grew_from, label = excluded.label,
    figures = excluded.figures
), member AS (
  INSERT INTO complaint_member (cluster_id, support_text_id, ticket_id, event_id, closeness)
  SELECT * FROM json_to_recordset($2::json) AS m("clusterId" uuid, "supportTextId" uuid, "eventTicketId" uuid, "eventId" text, closeness real)
)
UPDATE complaint_run SET looked_at = $3, texts = $4, grouped = json_array_length($2::json), taken_until = '-infinity'
