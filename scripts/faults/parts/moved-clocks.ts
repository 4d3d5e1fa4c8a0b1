import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Verdict, withRun } from '../run.js';
import { type PartOptions, skipped } from './part.js';

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].map(
  (folder) => `${folder}/faketime/libfaketimeMT.so.1`,
);

/** Where the clocks go, one after the other, while everything runs. */
const OFFSETS = ['+24h', '-24h', '+0', '-24h', '+24h'];

/** Moves the clocks of API and workers by a day, there and back; the database's stays right. */
export async function movedClocks({ seed }: PartOptions): Promise<Verdict> {
  const library = LIBRARIES.find((path) => existsSync(path));
  if (!library) return skipped('it needs libfaketime: apt-get install faketime');
  const folder = await mkdtemp(join(tmpdir(), 'countersign-clocks-'));
  const offset = join(folder, 'offset');
  const set = (text: string) => writeFile(offset, `${text}\n`);
  await set('+24h');
  try {
    const env = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: offset,
      FAKETIME_NO_CACHE: '1',
      // Nobody can set a monotonic clock.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    };
    return await withRun({ seed, workers: 2, env }, async (run) => {
      await run.whilePlaying(async () => {
        for (const one of OFFSETS) {
          await set(one);
          await delay(3_000);
        }
      });
      return run.verdict({ 'clocks moved by 24 h': OFFSETS.length });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
