import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from './test-database.js';

describe('a test database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  test('is migrated, and its application role may not do what its owner may', async () => {
    const asApp = await connected(database.appUrl, 'app');
    const asOwner = await connected(database.ownerUrl, 'owner');
    await expect(asApp.query('TRUNCATE audit_entry')).rejects.toThrow('permission denied');
    expect((await asOwner.query('SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).rows).toEqual([
      { rolsuper: false },
    ]);
    expect((await asApp.query('SELECT count(*)::int AS n FROM audit_entry')).rows).toEqual([{ n: 0 }]);
    await asApp.end();
    await asOwner.end();
  });

  test('names the connections that a test left open', async () => {
    const leaky = await createTestDatabase();
    const client = await connected(leaky.appUrl, 'forgotten');
    // Dropping the database cuts it off, which pg reports on the client.
    client.on('error', () => {});
    await expect(leaky.drop()).rejects.toThrow('forgotten, idle');
  });
});

async function connected(url: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: name });
  await client.connect();
  return client;
}
