import { readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const TEST_POSTGRES_PREFIX = 'countersign-test-postgres-';
export const TEST_KEYS_PREFIX = 'countersign-test-keys-';
export const TEST_PRODUCT_PREFIX = 'countersign-test-product-';

const KINDS = [
  // Long enough for a run that has just made its directory to take hold of it.
  { prefix: TEST_POSTGRES_PREFIX, database: '', youngMs: 60_000 },
  // A story may leave its product dead for a while, and nothing holds its database then.
  // A fault run lasts as long as it is told to, at least an hour.
  { prefix: 'countersign-faults-', database: 'postgres', youngMs: 6 * 3_600_000 },
  { prefix: TEST_PRODUCT_PREFIX, database: 'data/postgres', youngMs: 3_600_000 },
];

/** Stops and deletes the databases of test runs that were killed before they could do so themselves. */
export async function removeLeftovers({ removeEmbeddedPostgres }) {
  const names = await readdir(tmpdir());
  for (const { prefix, database, youngMs } of KINDS) {
    for (const dir of names.filter((name) => name.startsWith(prefix)).map((name) => join(tmpdir(), name))) {
      try {
        if (Date.now() - (await stat(dir)).mtimeMs < youngMs) continue;
        await removeEmbeddedPostgres(join(dir, database));
        await rm(dir, { recursive: true, force: true });
      } catch {
        // Another run is using it, another user owns it, or it has gone in the meantime: it is not ours to remove.
      }
    }
  }
}
