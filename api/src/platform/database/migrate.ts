import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import * as migrations from '../../../../migrations/index.js';

/** Any fixed number; it names the lock that keeps two starting processes from migrating at once. */
const MIGRATION_LOCK = 7_206_118;

const OPTIONAL_PARTS = readFileSync(new URL('../../../../migrations/optional-parts.sql', import.meta.url), 'utf8');

/**
 * Brings the schema up to date as its owner; waits while another process does the same.
 * @param ownerUrl a connection that may create tables and, the first time, the role countersign_app
 */
export async function runMigrations(ownerUrl: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: Object.values(migrations),
    migrationsTransactionMode: 'each',
    applicationName: 'countersign-migrate',
    extra: { max: 2 },
  });
  await dataSource.initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await dataSource.runMigrations();
      await runner.query(OPTIONAL_PARTS);
      await runner.query('GRANT SELECT ON migrations TO countersign_app');
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
    await dataSource.destroy();
  }
}
