import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';

export interface RunningRedis {
  url: string;
  pid: number;
  stop(): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Starts it in the same place, with what its append-only file has. */
  restart(): Promise<void>;
}

/** A real, empty Redis set up as production must be (AOF, `noeviction`); null where none is installed. */
export async function startRedis(dir: string): Promise<RunningRedis | null> {
  const port = await freePort();
  const settings = { bind: '127.0.0.1', port, dir, save: '', appendonly: 'yes', 'maxmemory-policy': 'noeviction' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const url = `redis://127.0.0.1:${port}`;
  const start = async () => {
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const failed = once(child, 'error').then(() => null);
    if ((await Promise.race([failed, answers(url).then(() => child)])) === null) return null;
    return { child, ended };
  };
  let running = await start();
  if (!running) return null;
  process.once('exit', () => running?.child.kill('SIGKILL'));
  const end = async (signal: NodeJS.Signals) => {
    running?.child.kill(signal);
    await running?.ended;
  };
  return {
    url,
    pid: running.child.pid as number,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    restart: async () => {
      running = await start();
    },
  };
}

/** Waits until the server answers. */
async function answers(url: string): Promise<void> {
  const client = new Redis(url, { retryStrategy: () => 25, maxRetriesPerRequest: null });
  client.on('error', () => {
    // Not listening yet: ioredis tries again.
  });
  await Promise.race([client.ping(), delay(10_000, undefined, { ref: false })]);
  client.disconnect();
}

/** As in `test/support/free-port.ts`: nobody takes one by chance while whoever has it is started anew. */
const PORTS = { from: 10_000, to: 20_000 };

/** A loopback port that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(PORTS.from, PORTS.to);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
