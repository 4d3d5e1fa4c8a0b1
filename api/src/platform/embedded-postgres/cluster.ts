import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chown, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { stopOrphans } from './orphans.js';
import { spawnOptions } from './spawn-options.js';

const UNFINISHED = 'unfinished-';

export interface Cluster {
  /** The directory that PostgreSQL calls its data directory. */
  dir: string;
  password: string;
}

/**
 * The database cluster in `dataDir`, made first if there is none.
 * It is made under another name and renamed when whole, so an interruption leaves no half cluster behind.
 *
 * @throws EmbeddedPostgresError when it cannot be made, or its password is lost
 */
export async function openCluster(
  dataDir: string,
  binaries: Binaries,
  account: Account | null,
  fast: boolean,
): Promise<Cluster> {
  const dir = join(dataDir, 'cluster');
  const passwordFile = join(dataDir, 'password');
  await removeUnfinished(dataDir);
  if (!existsSync(dir)) {
    await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
    if (account) await chown(passwordFile, account.uid, account.gid);
    const unfinished = join(dataDir, UNFINISHED + randomUUID());
    await initialise(unfinished, passwordFile, binaries, account, fast);
    await rename(unfinished, dir);
    await syncDirectory(dataDir);
  }
  if (!existsSync(passwordFile)) {
    throw new EmbeddedPostgresError(
      `${passwordFile} is gone, and without it nobody can sign in to the database beside it. ` +
        `Restore that file, or delete ${dataDir} to start with an empty database.`,
    );
  }
  return { dir, password: readFileSync(passwordFile, 'utf8') };
}

async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of (await readdir(dataDir)).filter((entry) => entry.startsWith(UNFINISHED))) {
    await stopOrphans(join(dataDir, name), () => {});
    await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function initialise(
  dir: string,
  passwordFile: string,
  binaries: Binaries,
  account: Account | null,
  fast: boolean,
): Promise<void> {
  const options = [
    `--pgdata=${dir}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
    ...(fast ? ['--no-sync'] : []),
  ];
  try {
    await promisify(execFile)(binaries.initdb, options, spawnOptions(dirname(dir), account));
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new EmbeddedPostgresError(`initdb could not make a database in ${dir}:\n${stderr?.trim() || message}`, {
      cause: error,
    });
  }
}

/** A rename is only sure to outlast a power cut once its directory is on disk. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path);
  await handle.sync();
  await handle.close();
}
