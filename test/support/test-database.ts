import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

const TEMPLATE = 'countersign_template';
const CLOSING_MS = 1_000;

export interface TestDatabase {
  /** Connects as the owner of the schema. */
  ownerUrl: string;
  /** Connects as `countersign_app`, with the rights of the running product. */
  appUrl: string;
  /** Connects as `countersign_sealer`. */
  sealerUrl: string;
  /** Connects as `countersign_auditor`. */
  auditorUrl: string;
  /** Deletes the database. Throws, naming them, when the test left connections open. */
  drop(): Promise<void>;
}

/** A migrated database of one's own, copied from the template that the run's global setup made. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin((admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER countersign_owner`));
  return {
    ownerUrl: inDatabase(name, 'COUNTERSIGN_TEST_OWNER_URL'),
    appUrl: inDatabase(name, 'COUNTERSIGN_TEST_APP_URL'),
    sealerUrl: inDatabase(name, 'COUNTERSIGN_TEST_SEALER_URL'),
    auditorUrl: inDatabase(name, 'COUNTERSIGN_TEST_AUDITOR_URL'),
    drop: () => asAdmin((admin) => dropDatabase(admin, name)),
  };
}

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  // A connection that was closed just now takes a moment to leave the server.
  let open = await connectionsTo(admin, name);
  for (const until = Date.now() + CLOSING_MS; open.length > 0 && Date.now() < until; await delay(20)) {
    open = await connectionsTo(admin, name);
  }
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
  if (open.length > 0) throw new Error(`The test left connections open:\n${open.join('\n')}`);
}

async function connectionsTo(admin: pg.Client, name: string): Promise<string[]> {
  const { rows } = await admin.query<{ application_name: string; state: string; query: string }>(
    "SELECT application_name, state, left(query, 120) AS query FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'",
    [name],
  );
  return rows.map((row) => `- ${row.application_name || '(no application_name)'}, ${row.state}: ${row.query}`);
}

async function asAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({
    connectionString: fromSetup('COUNTERSIGN_TEST_ADMIN_URL'),
    application_name: 'test support',
  });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function inDatabase(name: string, variable: string): string {
  const url = new URL(fromSetup(variable));
  url.pathname = `/${name}`;
  return url.href;
}

/** A folder with the keys that Countersign signs with, made once for the whole run. */
export function testKeysDir(): string {
  return fromSetup('COUNTERSIGN_TEST_KEYS_DIR');
}

function fromSetup(variable: string): string {
  const value = process.env[variable];
  if (!value)
    throw new Error(
      'No test database is running: specs that use one belong under test/, whose global setup starts it.',
    );
  return value;
}
