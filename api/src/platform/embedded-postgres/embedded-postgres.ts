import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installedPackage, usableBinaries } from './binaries.js';
import { openCluster } from './cluster.js';
import { prepareDataDirectory } from './data-directory.js';
import { lockDirectory } from './directory-lock.js';
import { SHUTDOWN, stopOrphans } from './orphans.js';
import { endProcess } from './processes.js';
import { startServer } from './server.js';

export interface EmbeddedPostgresOptions {
  /** Directory of its own for the database; made if it is not there. */
  dataDir: string;
  /** Told, one line at a time, what takes long or is out of the ordinary. */
  log?: (line: string) => void;
  /** Gives up durability for speed; for tests only. */
  fast?: boolean;
}

export interface EmbeddedPostgres {
  /** Connection URL of the superuser, on loopback. It holds the password: do not print it. */
  url: string;
  pid: number;
  /** Settles with the reason when the server ends without {@link stop}: killed, or out of memory. */
  died: Promise<string>;
  /** Shuts the server down, with force if it takes too long, and gives the directory free. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL that lives in `dataDir`, whatever the last run left there: nothing, a whole cluster, half a
 * one, or a server still running because its launcher was killed.
 *
 * @throws EmbeddedPostgresError that says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log = () => {}, fast = false } = options;
  const { dir, logDir, account } = prepareDataDirectory(dataDir, log);
  const unlock = lockDirectory(dir);
  try {
    const binaries = await usableBinaries(await installedPackage(), dir, account);
    const cluster = await openCluster(dir, binaries, account, fast);
    await stopOrphans(cluster.dir, log);
    const server = await startServer({ clusterDir: cluster.dir, logDir, binaries, account, fast });
    let stopping: Promise<void> | null = null;
    const died = new Promise<string>((resolve) => {
      server.child.once('exit', (code, signal) => {
        if (stopping === null) resolve(`PostgreSQL ended by itself (${signal ?? `exit code ${code}`}); see ${logDir}`);
      });
    });
    const stop = async () => {
      // Once it has ended, its id may already be another program's.
      const { exitCode, signalCode } = server.child;
      if (exitCode === null && signalCode === null) await endProcess(server.pid, SHUTDOWN);
      unlock();
    };
    return {
      url: `postgres://postgres:${cluster.password}@127.0.0.1:${server.port}/postgres`,
      pid: server.pid,
      died,
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Stops what an ended process left running in `dataDir`, and deletes the directory with all data.
 *
 * @throws EmbeddedPostgresError when a running process uses it
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const { dir } = prepareDataDirectory(dataDir, () => {});
  lockDirectory(dir);
  await stopOrphans(join(dir, 'cluster'), () => {});
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  // Where the database was put elsewhere, a symbolic link is left.
  await rm(dataDir, { recursive: true, force: true });
}
