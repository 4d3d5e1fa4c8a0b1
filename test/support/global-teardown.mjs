import { rm } from 'node:fs/promises';

export default async function globalTeardown() {
  await globalThis.testPostgres?.stop();
  await globalThis.testPostgres?.remove();
  await rm(process.env.COUNTERSIGN_TEST_KEYS_DIR ?? '', { recursive: true, force: true });
}
