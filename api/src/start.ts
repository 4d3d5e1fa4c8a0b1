import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../config/environment.js';
import { DemoInstallation } from '../../demo/installation.js';
import { PromptsService } from './drafting/prompts.service.js';
import { createHttpApp } from './http-app.js';
import { type Closer, closeOnSignal, type Ending } from './lifetime.js';
import { runMigrations } from './platform/database/migrate.js';
import { startEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres.js';
import { Readiness } from './platform/health/readiness.js';
import { createMissingBox } from './platform/keys/secret-box.js';
import { createMissingKeys } from './platform/keys/signing-keys.js';
import { writePrivate } from './platform/private-file.js';
import { DefaultRules } from './rulebook/default-rules.js';
import { startWork } from './work.js';

/** Where `npm run admin` finds the embedded database while it runs. */
export const DATABASE_URL_FILE = 'database-url';

/**
 * `npm start`: everything in one process. Starts the embedded PostgreSQL unless DATABASE_URL names a
 * real one, migrates, serves API and console, runs executions, and on the demo starts the ledger.
 */
async function start(closers: Closer[], end: Ending['end']): Promise<void> {
  const environment = readEnvironment();
  const dataDir = resolve(environment.dataDir);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);

  if (!environment.databaseUrl) {
    const starting = startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log: say });
    // A signal may come before it has started.
    closers.push(async () => (await starting.catch(() => null))?.stop());
    const postgres = await starting;
    void postgres.died.then((reason) => {
      process.stderr.write(`${reason}\n`);
      return end(1);
    });
    environment.databaseUrl = postgres.url;
    await writePrivate(join(dataDir, DATABASE_URL_FILE), postgres.url);
  } else {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  }
  await createMissingKeys(environment.keysDir);
  await createMissingBox(environment.keysDir, 'totp');
  await runMigrations(environment.databaseOwnerUrl ?? environment.databaseUrl);

  const demo = environment.demo ? await DemoInstallation.open(dataDir) : null;
  if (demo) {
    closers.push(() => demo.stopLedger());
    environment.allowedToolHosts.push(await demo.startLedger());
  }

  const consoleDir = fileURLToPath(new URL('../../admin', import.meta.url));
  const app = await createHttpApp(environment, { works: true, name: 'countersign', consoleDir });
  closers.push(() => app.close());
  demo?.serveAssistant(app);
  await app.get(DefaultRules).addWhereMissing();
  await app.get(PromptsService).addWhereMissing();
  await app.listen(environment.port, environment.host);
  startWork(app);
  const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  if (demo) await demo.furnish(app, url, say);
  app.get(Readiness).startIsDone();

  say(`\nCountersign is ready: ${url}`);
  if (demo) {
    say(`Sign in with what ${demo.credentialsFile} holds. API: ${url}/docs`);
    say(`Ask as a customer would, and decide in the console: ${url}/demo/assistant`);
  } else say(`It is empty. Make the first admin with: npm run admin -- create-person --help`);
}

const closers: Closer[] = [];
const { end, fail } = closeOnSignal(closers);
start(closers, end).catch(fail);
