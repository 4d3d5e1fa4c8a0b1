import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { commandLine, endProcess, processesWorkingIn, processIdentity } from './processes.js';

/** Ask to finish, then to drop everything, then end it: what is committed survives each of them. */
export const SHUTDOWN: [NodeJS.Signals, number][] = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Stops what an earlier run left behind in the cluster: a server whose launcher was killed, or the children of a
 * server that was killed itself, which may still be writing. Then removes a `postmaster.pid` that nobody stands for.
 * Only the holder of the directory's lock may call this.
 */
export async function stopOrphans(clusterDir: string, log: (line: string) => void): Promise<void> {
  const pid = readPostmasterPid(clusterDir);
  if (pid !== null && isServerOf(pid, clusterDir)) {
    log(`stopping PostgreSQL process ${pid}, left behind by an earlier run`);
    await end(pid, SHUTDOWN);
  }
  for (const child of processesWorkingIn(clusterDir)) {
    // Children notice the loss of their server by themselves unless they are in the middle of a query.
    await end(child, [
      ['SIGQUIT', 2_000],
      ['SIGKILL', 5_000],
    ]);
  }
  // Off Linux the children cannot be listed. A file whose process is dead stays there, for through it PostgreSQL
  // itself finds children that still run; it refuses only when the id has gone to another, living process.
  if (pid !== null && (process.platform === 'linux' || processIdentity(pid) !== null)) {
    rmSync(join(clusterDir, 'postmaster.pid'), { force: true });
  }
}

/** The process id in the cluster's `postmaster.pid`; `null` when there is none. */
export function readPostmasterPid(clusterDir: string): number | null {
  try {
    // A single-user server, as initdb runs it, writes its id as a negative number.
    const pid = Math.abs(Number.parseInt(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8'), 10));
    return pid > 0 ? pid : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Guards against ids that the system has given to another program since. */
function isServerOf(pid: number, clusterDir: string): boolean {
  const command = commandLine(pid) ?? '';
  return command.includes('postgres') && command.includes(` ${clusterDir} `);
}

async function end(pid: number, steps: [NodeJS.Signals, number][]): Promise<void> {
  if (!(await endProcess(pid, steps))) {
    throw new EmbeddedPostgresError(`PostgreSQL process ${pid}, left behind by an earlier run, cannot be stopped.`);
  }
}
