import { readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const TEST_POSTGRES_PREFIX = 'countersign-test-postgres-';

/** Long enough for a run that has just made its directory to take hold of it. */
const YOUNG_MS = 60_000;

/** Stops and deletes the databases of test runs that were killed before they could do so themselves. */
export async function removeLeftovers({ removeEmbeddedPostgres }) {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(TEST_POSTGRES_PREFIX));
  for (const dir of names.map((name) => join(tmpdir(), name))) {
    try {
      if (Date.now() - (await stat(dir)).mtimeMs > YOUNG_MS) await removeEmbeddedPostgres(dir);
    } catch {
      // Another run is using it, another user owns it, or it has gone in the meantime: it is not ours to remove.
    }
  }
}
