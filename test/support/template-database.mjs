import { randomBytes } from 'node:crypto';
import pg from 'pg';

const TEMPLATE = 'countersign_template';

/**
 * Makes the template database by running the migrations, as an owner who is no superuser, since hosted PostgreSQL
 * gives none. Then closes it to connections: one that is in use cannot be copied.
 *
 * @returns the environment variables that `test-database.ts` reads
 */
export async function makeTemplate(adminUrl, runMigrations) {
  const password = randomBytes(12).toString('hex');
  const urlFor = (role) => {
    const url = new URL(adminUrl);
    Object.assign(url, { username: role, password, pathname: `/${TEMPLATE}` });
    return url.href;
  };
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'test template' });
  await admin.connect();
  try {
    await admin.query(`CREATE ROLE countersign_owner LOGIN CREATEROLE PASSWORD '${password}'`);
    await admin.query(`CREATE DATABASE ${TEMPLATE} OWNER countersign_owner`);
    await runMigrations(urlFor('countersign_owner'));
    for (const role of ['countersign_app', 'countersign_sealer', 'countersign_auditor']) {
      await admin.query(`ALTER ROLE ${role} LOGIN PASSWORD '${password}'`);
    }
    await admin.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
  } finally {
    await admin.end();
  }
  return {
    COUNTERSIGN_TEST_ADMIN_URL: adminUrl,
    COUNTERSIGN_TEST_OWNER_URL: urlFor('countersign_owner'),
    COUNTERSIGN_TEST_APP_URL: urlFor('countersign_app'),
    COUNTERSIGN_TEST_SEALER_URL: urlFor('countersign_sealer'),
    COUNTERSIGN_TEST_AUDITOR_URL: urlFor('countersign_auditor'),
  };
}
