import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { Metrics } from '../health/metrics.js';

/** A ticket that changed, and the audit action that tells how. A hint to look again, never the truth. */
export interface Change {
  ticketId: string;
  action: string;
}

/**
 * Tells this process what it just committed. `NOTIFY` in every commit cost a third of the throughput,
 * so other processes learn by polling (see `ChangePoll`).
 */
@Injectable()
export class LiveFeed {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private waiting = 0;

  constructor(metrics: Metrics) {
    const meanings = { countersign_waiting_requests: 'Requests of this process that are held until a ticket changes' };
    metrics.add(meanings, async () => ({ countersign_waiting_requests: this.waiting }));
  }

  tell(change: Change): void {
    this.emitter.emit('change', change);
    this.emitter.emit(change.ticketId);
  }

  onChange(listener: (change: Change) => void): () => void {
    this.emitter.on('change', listener);
    return () => this.emitter.off('change', listener);
  }

  /** Whether anybody in this process waits for changes. */
  isWatched(): boolean {
    return this.emitter.listenerCount('change') > 0;
  }

  /** Resolves when the ticket changes in this process, the time is over, or nobody waits any more, whichever comes first. */
  async untilChanged(ticketId: string, milliseconds: number, hungUp: AbortSignal): Promise<void> {
    if (hungUp.aborted) return;
    this.waiting += 1;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.emitter.off(ticketId, done);
        hungUp.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.emitter.once(ticketId, done);
      hungUp.addEventListener('abort', done);
    });
    this.waiting -= 1;
  }

  /** Work is waiting for a worker. */
  ring(): void {
    this.emitter.emit('ring');
  }

  onRing(listener: () => void): () => void {
    this.emitter.on('ring', listener);
    return () => this.emitter.off('ring', listener);
  }
}
