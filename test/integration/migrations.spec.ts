import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import * as migrations from '../../migrations/index.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

type Migration = new () => MigrationInterface;

const stampOf = ({ name }: Migration): number => Number(name.slice(-13));

const IN_ORDER = (Object.values(migrations) as Migration[]).toSorted((a, b) => stampOf(a) - stampOf(b));

/**
 * Everything that a migration makes, in a form that two databases can be compared by. A check that went and came back is
 * not asked of the rows that are there.
 */
const SHAPE = `
  SELECT 'column ' || attrelid::regclass || '.' || attname AS name,
    concat_ws(' ', format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid), rights(attacl)) AS shape
  FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
  LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm') AND attnum > 0 AND NOT attisdropped
  UNION ALL SELECT 'table ' || relname, concat_ws(' ', relkind::text, reloptions, rights(relacl))
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'S')
  UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
  UNION ALL SELECT 'constraint ' || conrelid::regclass || '.' || conname, replace(pg_get_constraintdef(oid), ' NOT VALID', '') FROM pg_constraint
  WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
  UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
  WHERE NOT tgisinternal
  UNION ALL SELECT 'function ' || oid::regprocedure, concat_ws(' ', rights(proacl), prosecdef, pg_get_functiondef(oid))
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND proname <> 'rights'
  UNION ALL SELECT 'view ' || viewname, definition FROM pg_views WHERE schemaname = 'public'
  UNION ALL SELECT 'rights by default ' || defaclobjtype::text, rights(defaclacl) FROM pg_default_acl
  ORDER BY 1, 2`;

/** Who may what, whatever the order in which it was granted. */
const RIGHTS = `
  CREATE FUNCTION rights(acl aclitem[]) RETURNS text LANGUAGE sql AS
  $$ SELECT string_agg(item::text, ' ' ORDER BY item::text) FROM unnest(acl) AS item $$`;

let template: TestDatabase;
let admin: pg.Client;
let dataSource: DataSource;
let runner: QueryRunner;
const name = `test_${randomUUID().replaceAll('-', '')}`;

beforeAll(async () => {
  template = await createTestDatabase();
  admin = new pg.Client({ connectionString: process.env.COUNTERSIGN_TEST_ADMIN_URL });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE template0 OWNER countersign_owner`);
  const url = Object.assign(new URL(template.ownerUrl), { pathname: `/${name}` }).href;
  dataSource = await new DataSource({ type: 'postgres', url, applicationName: 'migrations spec' }).initialize();
  runner = dataSource.createQueryRunner();
});
afterAll(async () => {
  await runner.release();
  await dataSource.destroy();
  await admin.query(`DROP DATABASE ${name}`);
  await admin.end();
  await template.drop();
});

const shape = async (): Promise<Record<string, string>> => {
  const rows: { name: string; shape: string }[] = await runner.query(SHAPE);
  return Object.fromEntries(rows.map((row) => [row.name, row.shape]));
};

test('every migration can be taken back, which leaves what was there before it, and made again', async () => {
  await runner.query(RIGHTS);
  const before: Record<string, string>[] = [];
  for (const Migration of IN_ORDER) {
    before.push(await shape());
    await new Migration().up(runner);
  }
  const whole = await shape();
  for (const [n, Migration] of [...IN_ORDER.entries()].reverse()) {
    await new Migration().down(runner);
    expect({ takenBack: Migration.name, ...(await shape()) }).toEqual({ takenBack: Migration.name, ...before[n] });
  }
  for (const Migration of IN_ORDER) await new Migration().up(runner);
  expect(await shape()).toEqual(whole);
});
