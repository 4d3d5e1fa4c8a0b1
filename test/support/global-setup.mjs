import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { apiInputs, root } from '../../scripts/build/inputs.mjs';
import { fingerprint, isCurrent } from '../../scripts/build/steps.mjs';
import { removeLeftovers, TEST_KEYS_PREFIX, TEST_POSTGRES_PREFIX, TEST_PRODUCT_PREFIX } from './leftovers.mjs';
import { makeTemplate } from './template-database.mjs';

/** Starts one PostgreSQL for the whole run, with a template database that every test database is copied from. */
export default async function globalSetup() {
  const launcher = await built('api/src/platform/embedded-postgres/embedded-postgres.js');
  const { runMigrations } = await built('api/src/platform/database/migrate.js');
  const { createMissingKeys } = await built('api/src/platform/keys/signing-keys.js');
  if (!isCurrent('api', fingerprint(apiInputs()))) {
    console.error(
      '!! dist/ is older than the sources: the database may lack the newest migrations. Run npm run build.',
    );
  }
  await removeLeftovers(launcher);
  const dataDir = await mkdtemp(join(tmpdir(), TEST_POSTGRES_PREFIX));
  const postgres = await launcher.startEmbeddedPostgres({ dataDir, fast: true });
  globalThis.testPostgres = { stop: postgres.stop, remove: () => launcher.removeEmbeddedPostgres(dataDir) };
  // Jest's workers are started with this environment.
  Object.assign(process.env, await makeTemplate(postgres.url, runMigrations));
  const keysDir = await mkdtemp(join(tmpdir(), TEST_KEYS_PREFIX));
  await createMissingKeys(keysDir);
  process.env.COUNTERSIGN_TEST_KEYS_DIR = keysDir;
  // Where root runs the tests, PostgreSQL runs as somebody else, who has to get in.
  const firstStart = await mkdtemp(join(tmpdir(), TEST_PRODUCT_PREFIX));
  await chmod(firstStart, 0o711);
  process.env.COUNTERSIGN_TEST_FIRST_START = firstStart;
}

function built(path) {
  const file = join(root, 'dist', path);
  if (!existsSync(file)) throw new Error(`dist/${path} is missing: run npm test, or npm run build first`);
  return import(pathToFileURL(file).href);
}
