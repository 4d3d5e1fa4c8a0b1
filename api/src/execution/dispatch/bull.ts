import { setTimeout as sleep } from 'node:timers/promises';
import { InjectQueue, Process, Processor } from '@nestjs/bull';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { Job, Queue, QueueOptions } from 'bull';
import { Redis } from 'ioredis';
import { LiveFeed } from '../../platform/live/live-feed.js';
import { type Due, ExecutionStore } from '../persistence/execution.store.js';
import { BELL_POLL_MS, ExecutionLoop } from './execution-loop.js';

export const EXECUTIONS = 'executions';

/** Rings for a few executions at once: a job costs Redis, API and worker more than the executions it names. */
export interface Bell {
  due: Due[];
}

/** Few enough that two workers share what one moment brings. */
const EXECUTIONS_A_BELL = 8;

/** So that one worker is rung for no more executions than it may have under way (`MOST_AT_ONCE`). */
const BELLS_AT_ONCE = 8;

/**
 * A connection on which a command waits for so long is dead, though nobody closed it; ioredis then opens another. Twice the five
 * seconds for which Bull's workers ask at a time to wait for a job.
 */
const SILENCE_MS = 10_000;

const connections = new Set<Redis>();

/**
 * Bull's options. Its default client queues commands for ever while Redis is away, so that `add()` hangs;
 * this one fails within milliseconds and the sweep over Postgres carries on.
 */
export function bullOptions(redisUrl: string): QueueOptions {
  return {
    createClient: (type) => {
      const options =
        type === 'client'
          ? { enableOfflineQueue: false, maxRetriesPerRequest: 1, enableReadyCheck: false }
          : { maxRetriesPerRequest: null, enableReadyCheck: false };
      const client = new Redis(redisUrl, {
        ...options,
        socketTimeout: SILENCE_MS,
        // Without it ioredis 5.11 takes a connection that closed before it was answered for one that is ready, for ever.
        disableClientInfo: true,
        retryStrategy: (times) => Math.min(times * 100, 2_000),
      });
      client.on('error', () => {
        // ioredis reconnects by itself; what a caller awaits is rejected there.
      });
      connections.add(client);
      return client;
    },
    // Postgres is the truth: a job is only a bell, so it leaves nothing behind and is never retried by Bull.
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
    settings: { lockDuration: 30_000, stalledInterval: 5_000 },
  };
}

/** Moves bells from the outbox to Bull. A bell is taken off the outbox only after Bull has it. */
@Injectable()
export class BellDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('dispatch');
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;
  private busy = false;
  private again = false;
  private stopped = false;
  private reachable = true;

  constructor(
    @InjectQueue(EXECUTIONS) private readonly queue: Queue<Bell>,
    private readonly executions: ExecutionStore,
    private readonly feed: LiveFeed,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.feed.onRing(() => void this.dispatch());
    this.timer = setInterval(() => void this.dispatch(), 1_000);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.unsubscribe?.();
    await this.queue.close().catch(() => undefined);
    // `queue.close()` leaves sockets behind.
    for (const connection of connections) connection.disconnect();
    connections.clear();
  }

  private async dispatch(): Promise<void> {
    this.again = true;
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.again && !this.stopped) {
        this.again = false;
        const moved = await this.executions.passBells(200, async (due) => {
          await this.queue.addBulk(chunks(due, EXECUTIONS_A_BELL).map((some) => ({ data: { due: some } })));
        });
        if (moved === 200) this.again = true;
        else if (moved > 0) await sleep(BELL_POLL_MS);
      }
      if (!this.reachable) this.log.log('Redis is back');
      this.reachable = true;
    } catch (error) {
      if (this.reachable)
        this.log.warn(`Redis does not take bells (${(error as Error).message}); the sweep carries on`);
      this.reachable = false;
    } finally {
      this.busy = false;
    }
  }
}

/** Answers Bull's bells in a worker. */
@Processor(EXECUTIONS)
export class BellProcessor {
  constructor(private readonly loop: ExecutionLoop) {}

  @Process({ concurrency: BELLS_AT_ONCE })
  async answer(job: Job<Bell>): Promise<void> {
    await Promise.all(job.data.due.map((due) => this.loop.run(due)));
  }
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));
}
