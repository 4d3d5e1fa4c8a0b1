import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { instruct, type Order } from '../crash/points.js';

/** A program of the build that is started again whenever it ends. */
export interface Kept {
  name: string;
  /** Path from the root of the build. */
  script: string;
  env: Record<string, string>;
  /** Runs under the tracer, so that it takes orders. */
  traced: boolean;
}

/** A process that cannot come up does not spin. */
const PAUSE_AFTER_FAILURE_MS = 200;

const LOOK_MS = 20;

const kept = new Set<ChildProcess>();

process.once('exit', () => {
  for (const child of kept) child.kill('SIGKILL');
});

/** Keeps one process running, as systemd or Kubernetes would: whatever ends it, it is started again at once. */
export class Keeper {
  /** Times it was started. */
  starts = 0;
  /** Orders of the tracer that were carried out, by their point. */
  readonly faults: string[] = [];
  private child!: ChildProcess;
  private address: string | null = null;
  private stopped = false;
  private nextEnv: Record<string, string> = {};
  private ended: Promise<unknown> = Promise.resolve();

  private constructor(private readonly what: Kept) {
    this.spawn();
  }

  static start(what: Kept): Keeper {
    return new Keeper(what);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Settles with its address when it runs, however often it has to be started until then. */
  async ready(seconds = 120): Promise<string> {
    for (const until = Date.now() + seconds * 1_000; Date.now() < until; await delay(LOOK_MS)) {
      if (this.address !== null) return this.address;
    }
    throw new Error(`${this.what.name} did not come up within ${seconds} seconds`);
  }

  /** Gives the running process an order. @throws Error when it ended meanwhile */
  arm(order: Order): Promise<Record<string, number>> {
    return instruct(this.child, { do: 'arm', order });
  }

  count(): Promise<Record<string, number>> {
    return instruct(this.child, { do: 'count' });
  }

  forget(): Promise<Record<string, number>> {
    return instruct(this.child, { do: 'forget' });
  }

  /** Ends the process, which comes back with this added to its environment, once. @returns when it is gone */
  async kill(signal: NodeJS.Signals = 'SIGKILL', envOfNext: Record<string, string> = {}): Promise<void> {
    this.nextEnv = envOfNext;
    this.address = null;
    const gone = this.ended;
    this.child.kill(signal);
    await gone;
  }

  /** A signal that does not end it: SIGSTOP, SIGCONT. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Starts it after {@link stop}. */
  resume(): void {
    this.stopped = false;
    this.spawn();
  }

  private spawn(): void {
    const { name, script, env, traced } = this.what;
    const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
    const tracer = traced ? ['--import', at('scripts/faults/crash/tracer.js')] : [];
    const child = spawn(process.execPath, [...tracer, '--max-old-space-size=256', at(script)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env.PATH, ...env, ...this.nextEnv },
    });
    this.nextEnv = {};
    this.child = child;
    this.starts += 1;
    kept.add(child);
    let complaint = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-2_000);
    });
    this.ended = once(child, 'exit').then(([code, signal]) => {
      kept.delete(child);
      this.address = null;
      if (this.stopped) return;
      if (signal === null) process.stderr.write(`${name} ended by itself with exit code ${code}: ${complaint}\n`);
      if (signal === null) setTimeout(() => this.stopped || this.spawn(), PAUSE_AFTER_FAILURE_MS);
      else this.spawn();
    });
    createInterface({ input: child.stdout! }).on('line', (line) => {
      // What a process said last may be read when the next one is there.
      if (child === this.child) this.address ??= /http:\/\/\S+/.exec(line)?.[0] ?? null;
      const fault = /^FAULT at (.+)$/.exec(line)?.[1];
      if (fault) this.faults.push(fault);
    });
  }
}
