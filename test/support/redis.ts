import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { findProgram } from './find-program.js';
import { freePort } from './free-port.js';

const PATIENCE_MS = 10_000;

export interface TestRedis {
  url: string;
  port: number;
  /** A signal that does not end it: SIGSTOP, SIGCONT. */
  signal(signal: NodeJS.Signals): void;
  /** One command on a connection of its own. */
  call(command: string, ...args: string[]): Promise<unknown>;
  /** Ends it and waits; with SIGKILL as a crash would. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** The redis-server of this machine; `null` when there is none. */
export function findRedis(): string | null {
  return findProgram('redis-server');
}

/**
 * Starts a real, empty Redis on loopback, set up as production must be (`noeviction`).
 *
 * @param port for a restart in the same place; a free one by default
 */
export async function startRedis(port?: number): Promise<TestRedis> {
  const program = findRedis();
  if (!program) throw new Error('redis-server is not installed');
  const listenOn = port ?? (await freePort());
  const dir = await mkdtemp(join(tmpdir(), 'countersign-test-redis-'));
  const settings = {
    bind: '127.0.0.1',
    port: listenOn,
    dir,
    save: '',
    appendonly: 'no',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await ended;
    await rm(dir, { recursive: true, force: true });
  };
  if (!(await answers(listenOn))) {
    await stop('SIGKILL');
    throw new Error(`redis-server did not answer on port ${listenOn} within ${PATIENCE_MS / 1000} seconds`);
  }
  const call = async (command: string, ...args: string[]) => {
    const client = new Redis({ port: listenOn, host: '127.0.0.1' });
    client.on('error', () => {});
    try {
      return await client.call(command, ...args);
    } finally {
      client.disconnect();
    }
  };
  const signal = (name: NodeJS.Signals) => void child.kill(name);
  return { url: `redis://127.0.0.1:${listenOn}`, port: listenOn, signal, call, stop };
}

async function answers(port: number): Promise<boolean> {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await delay(25)) {
    const client = new Redis({
      port,
      host: '127.0.0.1',
      lazyConnect: true,
      retryStrategy: null,
      maxRetriesPerRequest: 0,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      return (await client.ping()) === 'PONG';
    } catch {
      // Not listening yet.
    } finally {
      client.disconnect();
    }
  }
  return false;
}
