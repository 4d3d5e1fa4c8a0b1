import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { LiveFeed } from '../../platform/live/live-feed.js';
import { Executor } from '../executor.js';
import { ExecutionStore } from '../persistence/execution.store.js';

/** How many executions one process has under way at a time. */
const MOST_AT_ONCE = 64;

/**
 * How often bells are looked for that other processes hung up; finding none takes 0.1 ms. Also the time from one look
 * to the next while bells keep coming: the first is answered at once, the rest fill their flights.
 */
export const BELL_POLL_MS = 50;

/** The sweep behind the bells: whatever a crash lost. */
const SWEEP_MS = 1_000;

/** A ready execution whose bell has not been heard after this long has lost it. */
const BELL_SECONDS = 5;

/**
 * Runs what is ready, in this process. Woken by commits of this process, with a poll and a sweep
 * over Postgres behind it. With Redis, Bull rings instead and this loop only sweeps.
 */
@Injectable()
export class ExecutionLoop implements BeforeApplicationShutdown {
  private readonly log = new Logger('execution');
  private readonly running = new Set<Promise<void>>();
  private readonly ids = new Set<string>();
  private stopped = true;
  private looking = false;
  private again = false;
  private timers: NodeJS.Timeout[] = [];
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly executions: ExecutionStore,
    private readonly executor: Executor,
    private readonly feed: LiveFeed,
  ) {}

  /** @param takeBells whether this loop serves the outbox itself (no Redis) */
  start(takeBells: boolean): void {
    this.stopped = false;
    if (takeBells) this.unsubscribe = this.feed.onRing(() => void this.takeBells());
    this.timers = [setInterval(() => void this.sweep(), SWEEP_MS)];
    if (takeBells) this.timers.push(setInterval(() => void this.takeBells(), BELL_POLL_MS));
    void this.sweep();
  }

  /** Takes no more, and waits for what is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    this.unsubscribe?.();
    await Promise.allSettled(this.running);
  }

  /** Runs one execution; never rejects, because the sweep comes back to what failed. */
  async run(id: string): Promise<void> {
    if (this.stopped || this.ids.has(id)) return;
    this.ids.add(id);
    const work = this.executor.run(id).catch((error: Error) => this.log.error(`execution ${id}: ${error.message}`));
    this.running.add(work);
    await work;
    this.running.delete(work);
    this.ids.delete(id);
  }

  /** Room became free: take what was left waiting. */
  private async runAndLook(id: string): Promise<void> {
    await this.run(id);
    if (this.again) await this.takeBells();
  }

  private async sweep(): Promise<void> {
    if (this.stopped) return;
    try {
      const overdue = await this.executions.findOverdue(BELL_SECONDS, MOST_AT_ONCE);
      for (const id of overdue) void this.run(id);
    } catch (error) {
      this.log.warn(`sweep: ${(error as Error).message}`);
    }
  }

  private async takeBells(): Promise<void> {
    if (this.looking || this.stopped) {
      this.again = true;
      return;
    }
    this.looking = true;
    try {
      do {
        this.again = false;
        const room = MOST_AT_ONCE - this.running.size;
        const bells = room > 0 ? await this.executions.takeBells(room) : [];
        for (const id of bells) void this.runAndLook(id);
        // A full hand means that more may be waiting.
        if (bells.length === room) this.again = true;
        else if (bells.length > 0) await sleep(BELL_POLL_MS);
        if (this.running.size >= MOST_AT_ONCE) break;
      } while (this.again && !this.stopped);
    } catch (error) {
      this.log.warn(`bells: ${(error as Error).message}`);
    } finally {
      this.looking = false;
    }
  }
}
