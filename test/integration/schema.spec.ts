import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { EXECUTION_TRANSITIONS } from '../../api/src/execution/rules/lifecycle.js';
import { CHANGE_TRANSITIONS } from '../../api/src/governance/rules/lifecycle.js';
import { runMigrations } from '../../api/src/platform/database/migrate.js';
import { TICKET_TRANSITIONS } from '../../api/src/tickets/rules/lifecycle.js';
import * as migrations from '../../migrations/index.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl, application_name: 'schema spec' });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Everything that a migration can make, as text. */
async function shapeOf(): Promise<unknown[]> {
  const { rows } = await owner.query(`
    SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
      WHERE table_schema = 'public'
    UNION ALL SELECT tablename, indexname, indexdef, NULL, NULL FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT event_object_table, trigger_name, event_manipulation, action_statement, NULL
      FROM information_schema.triggers
    UNION ALL SELECT table_name, grantee, privilege_type, NULL, NULL FROM information_schema.role_table_grants
      WHERE table_schema = 'public'
    ORDER BY 1, 2, 3, 4, 5`);
  return rows;
}

describe('the migrations', () => {
  test('run twice, also at once from two processes, change nothing', async () => {
    const before = await shapeOf();
    await Promise.all([runMigrations(database.ownerUrl), runMigrations(database.ownerUrl)]);
    expect(await shapeOf()).toEqual(before);
    const { rows } = await owner.query('SELECT name FROM migrations ORDER BY timestamp');
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set(Object.keys(migrations)));
  });
});

describe('the lifecycles in the database', () => {
  test.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['ticket_transition', TICKET_TRANSITIONS],
    ['execution_transition', EXECUTION_TRANSITIONS],
    ['change_transition', CHANGE_TRANSITIONS],
  ])('%s are those in the code', async (table, transitions) => {
    const { rows } = await owner.query(`SELECT from_state || ' → ' || to_state AS edge FROM ${table}`);
    const inCode = Object.entries(transitions).flatMap(([from, next]) => next.map((to) => `${from} → ${to}`));
    expect(new Set(rows.map(({ edge }) => edge))).toEqual(new Set(inCode));
  });
});

describe('the application’s role', () => {
  test('owns nothing and may neither change the schema nor the lifecycles', async () => {
    const app = new pg.Client({ connectionString: database.appUrl, application_name: 'schema spec as app' });
    await app.connect();
    for (const text of [
      'CREATE TABLE mine (id int)',
      'ALTER TABLE ticket DISABLE TRIGGER ALL',
      'DROP TRIGGER audit_entry_append_only ON audit_entry',
      `INSERT INTO ticket_transition VALUES ('rejected', 'approved')`,
      'DELETE FROM proposal',
      'UPDATE agent_key SET agent_id = agent_id',
      'SET ROLE countersign_owner',
      'SET session_replication_role = replica',
    ]) {
      await expect(app.query(text)).rejects.toMatchObject({ code: '42501' });
    }
    await app.end();
  });
});
