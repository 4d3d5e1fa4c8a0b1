import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const launcher = resolve(import.meta.dirname, '../../dist/api/src/platform/embedded-postgres/embedded-postgres.js');

const program = `
  const { startEmbeddedPostgres } = await import(process.env.LAUNCHER);
  const { url, pid } = await startEmbeddedPostgres({ dataDir: process.env.DATA_DIR });
  console.log(JSON.stringify({ url, pid }));
  setInterval(() => {}, 1000);
`;

export interface PostgresProcess {
  /** The node process that launched it. */
  pid: number;
  /** Settles when the database takes connections; rejects with what the process wrote when it ended before. */
  ready: Promise<{ url: string; pid: number }>;
  /** kill -9 of the node process alone; settles when it is gone. */
  kill(): Promise<void>;
}

/** An embedded PostgreSQL started by a node process of its own, so that that process can be killed. */
export function startPostgresProcess(dataDir: string): PostgresProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, LAUNCHER: launcher, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const ready = new Promise<{ url: string; pid: number }>((settle, refuse) => {
    createInterface({ input: child.stdout }).once('line', (line) => settle(JSON.parse(line)));
    ended.then(() => refuse(new Error(complaint)));
  });
  // A test that kills it on the way does not wait for it to be ready.
  ready.catch(() => {});
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { pid: child.pid as number, ready, kill };
}
