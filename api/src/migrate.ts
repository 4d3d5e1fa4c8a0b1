import 'reflect-metadata';
import { readEnvironment } from '../../config/environment.js';
import { failToStart } from './lifetime.js';
import { runMigrations } from './platform/database/migrate.js';

/** `npm run migrate`: brings the schema up to date as its owner. */
async function main(): Promise<void> {
  const { databaseOwnerUrl, databaseUrl } = readEnvironment();
  const url = databaseOwnerUrl ?? databaseUrl;
  if (!url) throw new Error('set DATABASE_OWNER_URL (or DATABASE_URL) to the database to migrate');
  await runMigrations(url);
  process.stdout.write('The schema is up to date.\n');
}

main().catch(failToStart);
