import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './eventually.js';

/** Whoever makes it is done, or has given up, within this. */
const MAKING_SECONDS = 120;

const run = promisify(execFile);

/**
 * Puts into `dataDir` what the product has after its first start with the demo: five seconds of a processor, which is
 * spent once for a whole test run, by whoever needs it first. What is tested of a first start takes one of its own.
 *
 * @param make starts and stops the product on the data directory it is given
 */
export async function copyFirstStart(dataDir: string, make: (original: string) => Promise<void>): Promise<void> {
  const home = process.env.COUNTERSIGN_TEST_FIRST_START;
  if (!home) throw new Error('No test run is under way: its global setup says where a first start is kept.');
  const original = join(home, 'data');
  await eventually('the first start to be made', () => made(home, original, make), MAKING_SECONDS);
  // The database belongs to another user where root runs the tests.
  await run('cp', ['-a', original, dataDir]);
}

/** Of several processes one makes it; if it fails, the next one tries. */
async function made(home: string, original: string, make: (original: string) => Promise<void>): Promise<boolean> {
  const [done, making] = [join(home, 'done'), join(home, 'making')];
  if (existsSync(done)) return true;
  try {
    await mkdir(making);
  } catch {
    return false;
  }
  try {
    await make(original);
    await writeFile(done, '');
    return true;
  } finally {
    if (!existsSync(done)) await rm(making, { recursive: true });
  }
}
