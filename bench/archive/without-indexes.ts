import type pg from 'pg';

const TABLES = ['proposal', 'ticket', 'revision', 'sign_off', 'ticket_words', 'audit_entry'];

const FOREIGN_KEYS = `
  SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
  FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::regclass[])`;

const INDEXES = `
  SELECT format('DROP INDEX %s', i.indexrelid::regclass) AS drop, pg_get_indexdef(i.indexrelid) AS make
  FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid
  WHERE i.indrelid = ANY($1::regclass[]) AND c.oid IS NULL`;

/**
 * Takes foreign keys and secondary indexes off while much is written, and makes them again afterwards as the migrations
 * made them, which checks every row: the same end in a fraction of the time.
 */
export async function withoutIndexes(client: pg.Client, write: () => Promise<void>): Promise<void> {
  const put: string[] = [];
  for (const query of [FOREIGN_KEYS, INDEXES]) {
    const { rows } = await client.query<{ drop: string; make: string }>(query, [TABLES]);
    for (const { drop } of rows) await client.query(drop);
    put.push(...rows.map(({ make }) => make));
  }
  await write();
  await client.query(`SET maintenance_work_mem = '256MB'`);
  for (const make of put) await client.query(make);
}
