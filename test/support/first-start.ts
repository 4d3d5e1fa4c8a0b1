import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Puts into `dataDir` what the product has after its first start with the demo: five seconds of a processor, which is
 * spent once for each of Jest's workers. What they run at the same time must not share one: the tools are registered at
 * the port of its ledger, which only one process can have.
 *
 * @param make starts and stops the product on the data directory it is given
 */
export async function copyFirstStart(dataDir: string, make: (original: string) => Promise<void>): Promise<void> {
  const kept = process.env.COUNTERSIGN_TEST_FIRST_START;
  if (!kept) throw new Error('No test run is under way: its global setup says where first starts are kept.');
  const home = join(kept, process.env.JEST_WORKER_ID ?? '1');
  const [original, done] = [join(home, 'data'), join(home, 'done')];
  if (!existsSync(done)) {
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { mode: 0o711 });
    await make(original);
    await writeFile(done, '');
  }
  // The database belongs to another user where root runs the tests.
  await run('cp', ['-a', original, dataDir]);
}
