import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { LiveFeed } from '../../platform/live/live-feed.js';
import { Rounds } from '../../platform/rounds.js';
import { type Called, Executor } from '../executor.js';
import { ToolGates } from '../gates/tool-gates.js';
import { type Due, ExecutionStore } from '../persistence/execution.store.js';
import { LookUps } from './look-ups.js';

/** How many executions one process has under way at a time, whichever way they came in. */
const MOST_AT_ONCE = 64;

/**
 * How often bells are looked for that other processes hung up; finding none takes 0.1 ms. Also the time from one look
 * to the next while bells keep coming: the first is answered at once, the rest fill their flights.
 */
export const BELL_POLL_MS = 50;

/** The sweep behind the bells: whatever a crash lost, and whatever waits for a gate. */
const SWEEP_MS = 1_000;

/** A ready execution whose bell has not been heard after this long has lost it. */
const BELL_SECONDS = 5;

/** How many executions of a tool that this process has not called yet a sweep takes. */
const ROOM_OF_STRANGERS = 16;

/** Room that becomes free is filled a moment later, so that one look serves what ends together. */
const REFILL_MS = 5;

/**
 * Runs what is ready, in this process. Woken by commits of this process, with a poll and a sweep
 * over Postgres behind it. With Redis, Bull rings instead and this loop only sweeps. What finds its tool's gate shut, or
 * no room, is dropped before anything is claimed: it waits in Postgres until the sweep or `refill` comes for it.
 */
@Injectable()
export class ExecutionLoop implements BeforeApplicationShutdown {
  private readonly log = new Logger('execution');
  private readonly running = new Map<string, Promise<void>>();
  /** Tools of which more may wait than there was room for. */
  private readonly backlog = new Set<string>();
  private readonly sweeps = new Rounds(
    () => this.sweep(),
    (error) => this.log.warn(`sweep: ${error.message}`),
    SWEEP_MS,
  );
  private stopped = true;
  /** A look for bells, and a refill, that are under way. */
  private looking: Promise<void> | undefined;
  private refilling: Promise<void> | undefined;
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly executions: ExecutionStore,
    private readonly executor: Executor,
    private readonly gates: ToolGates,
    private readonly lookUps: LookUps,
    private readonly feed: LiveFeed,
  ) {}

  /** @param takeBells whether this loop serves the outbox itself (no Redis) */
  start(takeBells: boolean): void {
    this.stopped = false;
    if (takeBells) this.unsubscribe = this.feed.onRing(() => this.takeBells());
    if (takeBells) this.timer = setInterval(() => this.takeBells(), BELL_POLL_MS);
    this.sweeps.start();
    void this.sweeps.now();
  }

  /** Takes no more, and waits for what is under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.unsubscribe?.();
    await Promise.all([this.sweeps.stop(), this.looking, this.refilling]);
    await Promise.allSettled(this.running.values());
  }

  /** Runs one execution if there is room; never rejects, because the sweep comes back to what failed. */
  async run(due: Due): Promise<void> {
    if (this.stopped || this.running.has(due.id)) return;
    if (this.running.size >= MOST_AT_ONCE) {
      this.backlog.add(due.tool);
      return;
    }
    const work = this.pass(due).catch((error: Error) => this.log.error(`execution ${due.id}: ${error.message}`));
    this.running.set(due.id, work);
    await work;
    this.running.delete(due.id);
    this.refill();
    // Room became free: take the bells that were left waiting.
    if (this.again) this.takeBells();
  }

  /** The gate is held from before the claim until the answer; what became of it is written after that. */
  private async pass({ id, tool, maxInFlight, calls }: Due): Promise<void> {
    const call = (): Promise<Called> => this.executor.call(id);
    const gate = this.gates.of(tool);
    const probes = gate.circuit() !== 'closed';
    const called = calls ? await gate.pass(maxInFlight, call) : await call();
    // What is parked behind a circuit is looked for once a probe has closed it.
    if (called === 'full' || (probes && gate.circuit() === 'closed')) this.backlog.add(tool);
    if (called === 'full' || called === 'shut') return;
    this.refill();
    await called.settle();
  }

  /** Fills the room that became free with what had found none. */
  private refill(): void {
    if (this.refilling || this.stopped || this.backlog.size === 0) return;
    this.refilling = this.fill()
      .catch((error: Error) => this.log.warn(`refill: ${error.message}`))
      .finally(() => {
        this.refilling = undefined;
      });
  }

  private async fill(): Promise<void> {
    await sleep(REFILL_MS);
    for (const tool of this.backlog) {
      const gate = this.gates.of(tool);
      if (gate.circuit() !== 'closed') this.backlog.delete(tool);
      const room = Math.min(gate.room, MOST_AT_ONCE - this.running.size);
      if (room <= 0 || gate.circuit() !== 'closed' || this.stopped) continue;
      const waiting = await this.executions.findWaiting(tool, room, [...this.running.keys()]);
      if (waiting.length < room) this.backlog.delete(tool);
      for (const due of waiting) void this.run(due);
    }
  }

  private async sweep(): Promise<void> {
    if (!this.stopped) void this.lookUps.serve();
    const room = MOST_AT_ONCE - this.running.size;
    if (this.stopped || room <= 0) return;
    const overdue = await this.executions.findOverdue(BELL_SECONDS, room, this.gates.rooms(), ROOM_OF_STRANGERS);
    // Where some are late there may be more than were looked for.
    for (const due of overdue) if (due.calls) this.backlog.add(due.tool);
    for (const due of overdue) void this.run(due);
  }

  private takeBells(): void {
    if (this.looking || this.stopped) {
      this.again = true;
      return;
    }
    this.looking = this.look()
      .catch((error: Error) => this.log.warn(`bells: ${error.message}`))
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async look(): Promise<void> {
    do {
      this.again = false;
      const room = MOST_AT_ONCE - this.running.size;
      const bells = room > 0 ? await this.executions.takeBells(room) : [];
      for (const due of bells) void this.run(due);
      // A full hand means that more may be waiting.
      if (bells.length === room) this.again = true;
      else if (bells.length > 0) await sleep(BELL_POLL_MS);
      if (this.running.size >= MOST_AT_ONCE) break;
    } while (this.again && !this.stopped);
  }
}
