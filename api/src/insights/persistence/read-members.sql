SELECT cluster_id AS "clusterId", coalesce(support_text_id::text, ticket_id || '/' || event_id) AS key FROM complaint_member
