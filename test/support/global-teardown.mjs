import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  await globalThis.testPostgres?.stop();
  await globalThis.testPostgres?.remove();
  for (const variable of ['COUNTERSIGN_TEST_KEYS_DIR', 'COUNTERSIGN_TEST_FIRST_START']) {
    if (process.env[variable]) await rm(process.env[variable], { recursive: true, force: true });
  }
}
