import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of the product, or one that the bench needs, and the address that it says it listens on. */
export interface Child {
  name: string;
  pid: number;
  url: string;
  stop(): Promise<void>;
}

const running = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Runs a built script (path from the root of the build) and waits until it prints an address.
 * @throws Error when it ends instead
 */
export async function startChild(name: string, script: string, env: Record<string, string>): Promise<Child> {
  const path = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const child = spawn(process.execPath, ['--max-old-space-size=256', '--enable-source-maps', path], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'warn', ...env },
  });
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  const url = await Promise.race([
    firstAddress(child),
    ended.then(([code, signal]) => Promise.reject(new Error(`${name} ended with ${signal ?? `exit code ${code}`}`))),
  ]);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { name, pid: child.pid as number, url, stop };
}

async function firstAddress(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  return new Promise((resolve) => {
    // Goes on reading after the first address, so that the child never waits for room to print.
    lines.on('line', (line) => {
      const address = /http:\/\/\S+/.exec(line)?.[0];
      if (address) resolve(address);
    });
  });
}
