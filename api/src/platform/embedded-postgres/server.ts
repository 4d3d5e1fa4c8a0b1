import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-postgres.error.js';
import { logTail, STARTUP_LOG } from './server-log.js';
import { serverSettings } from './settings.js';
import { spawnOptions } from './spawn-options.js';

/** Replaying the log after a crash takes time in proportion to what was written; this is plenty for its size limit. */
const PATIENCE_MS = 120_000;

export interface Server {
  child: ChildProcess;
  pid: number;
  port: number;
}

export interface ServerOptions {
  clusterDir: string;
  logDir: string;
  binaries: Binaries;
  account: Account | null;
  fast: boolean;
}

/**
 * Starts the server on a free loopback port and waits until it takes connections.
 *
 * @throws EmbeddedPostgresError with the end of the server's log when it stops instead
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const since = Date.now() - 1000;
    const port = await freePort();
    const child = launch(options, port);
    const failure = await readyOrFailure(child, options.clusterDir);
    if (failure === null) return { child, pid: child.pid as number, port };
    const tail = logTail(options.logDir, since);
    // Between finding a free port and using it another program may take it.
    if (attempt < 5 && tail.includes('Address already in use')) continue;
    throw new EmbeddedPostgresError(`PostgreSQL ${failure}. The end of its log in ${options.logDir}:\n${tail}`);
  }
}

function launch({ clusterDir, logDir, binaries, account, fast }: ServerOptions, port: number): ChildProcess {
  const settings = Object.entries(serverSettings({ port, logDir, fast }));
  const args = ['-D', clusterDir, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])];
  const output = openSync(join(logDir, STARTUP_LOG), 'w', 0o600);
  try {
    return spawn(binaries.postgres, args, {
      ...spawnOptions(clusterDir, account),
      stdio: ['ignore', output, output],
      // Its own session: Ctrl-C at the terminal reaches only us, and we stop it when our own work is done.
      detached: true,
    });
  } finally {
    closeSync(output);
  }
}

async function readyOrFailure(child: ChildProcess, clusterDir: string): Promise<string | null> {
  let failure: string | null = null;
  child.once('error', (error) => {
    failure = `could not be run (${error.message})`;
  });
  child.once('exit', (code, signal) => {
    failure = `stopped while starting (${signal ?? `exit code ${code}`})`;
  });
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(15)) {
    if (failure !== null) return failure;
    if (isReady(clusterDir, child.pid)) return null;
  }
  child.kill('SIGKILL');
  return `was not ready within ${PATIENCE_MS / 1000} seconds`;
}

/** PostgreSQL keeps its state on the eighth line of `postmaster.pid`; its own `pg_ctl` waits on the same line. */
function isReady(clusterDir: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
