import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './ground/redis.js';

/** Seconds from the start of the process to the first 200 of `/health/ready`. */
export interface StartUp {
  first: number;
  second: number;
}

const PATIENCE_MS = 120_000;

/** `npm start` without its build, on an empty folder and on the same one again: database, demo and all. */
export async function measureStartUp(dataDir: string): Promise<StartUp> {
  return { first: await startOnce(dataDir), second: await startOnce(dataDir) };
}

async function startOnce(dataDir: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--max-old-space-size=256',
      '--enable-source-maps',
      fileURLToPath(new URL('../api/src/start.js', import.meta.url)),
    ],
    {
      stdio: 'ignore',
      env: {
        ...process.env,
        COUNTERSIGN_DATA_DIR: dataDir,
        PORT: String(port),
        DATABASE_URL: '',
        DATABASE_OWNER_URL: '',
        REDIS_URL: '',
        COUNTERSIGN_DEMO: 'on',
      },
    },
  );
  process.once('exit', () => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  try {
    await untilReady(`http://127.0.0.1:${port}/health/ready`, child);
    return (performance.now() - started) / 1000;
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await delay(20)) {
    if (child.exitCode !== null) throw new Error(`npm start ended with exit code ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
  }
  throw new Error(`npm start was not ready within ${PATIENCE_MS / 1000} s`);
}
