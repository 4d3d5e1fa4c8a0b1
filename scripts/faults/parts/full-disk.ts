import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Verdict, withRun } from '../run.js';
import { type PartOptions, skipped } from './part.js';

const TIMES = 2;

/** Room for a new database (about 60 MB) and some of its log. */
const SIZE = '192m';

const FULL_MS = 4_000;

/** Puts the database on a small disk and fills that up, twice, in the middle of the work. */
export async function fullDisk({ seed, say }: PartOptions): Promise<Verdict> {
  const disk = await mkdtemp(join(tmpdir(), 'countersign-disk-'));
  const run = promisify(execFile);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0711`, 'tmpfs', disk]);
  } catch {
    await rm(disk, { recursive: true, force: true });
    return skipped('it needs the right to mount a tmpfs: run it as root on Linux');
  }
  try {
    return await fillUp(disk, seed, say);
  } finally {
    await run('umount', ['-l', disk]);
    await rm(disk, { recursive: true, force: true });
  }
}

async function fillUp(disk: string, seed: number, say: (line: string) => void): Promise<Verdict> {
  const ballast = join(disk, 'ballast');
  return withRun({ seed, workers: 2, postgresDir: join(disk, 'postgres') }, async (run) => {
    await run.whilePlaying(async () => {
      for (let time = 1; time <= TIMES; time += 1) {
        await delay(1_500);
        const megabytes = await fill(ballast);
        await delay(FULL_MS);
        await rm(ballast);
        // Out of room for its log, the server may have ended.
        await run.ground.server.startAgain();
        say(`  ${megabytes} MB filled the disk up, ${time} of ${TIMES} times`);
      }
      await delay(1_500);
    });
    return run.verdict({ 'disk full': TIMES });
  });
}

/** @returns megabytes that went in until there was no room left */
async function fill(path: string): Promise<number> {
  const file = await open(path, 'w');
  // In small steps at the end, so that not a page is left.
  let bytes = 0;
  for (const step of [1 << 20, 4096]) {
    const block = Buffer.alloc(step);
    try {
      for (;;) bytes += (await file.write(block)).bytesWritten;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  await file.close();
  return Math.round(bytes / 1e6);
}
