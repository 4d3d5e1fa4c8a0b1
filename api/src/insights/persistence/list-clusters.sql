SELECT c.id, c.created_at AS "createdAt", c.size, c.trend, c.grew_from AS "grewFrom", c.label, c.figures
FROM complaint_cluster c ORDER BY (c.trend = 'growing') DESC, c.size DESC, c.id
