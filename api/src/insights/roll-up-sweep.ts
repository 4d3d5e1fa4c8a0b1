import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { InsightsStore } from './persistence/insights.store.js';

const EVERY_MS = 60_000;

/** Counts the quarters of an hour that are over, once. Any number of workers may sweep; one at a time does. */
@Injectable()
export class RollUpSweep implements BeforeApplicationShutdown {
  private readonly log = new Logger('insights');
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> | undefined;
  private ending = false;

  constructor(private readonly store: InsightsStore) {}

  start(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS);
    void this.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    clearInterval(this.timer);
    await this.busy;
  }

  /** Rolls up whatever is over; one sweep at a time. */
  sweep(): Promise<void> {
    this.busy ??= this.rollAll()
      .catch((error: Error) => this.log.warn(`sweep: ${error.message}`))
      .finally(() => {
        this.busy = undefined;
      });
    return this.busy;
  }

  private async rollAll(): Promise<void> {
    let more = true;
    while (more && !this.ending) more = await this.store.rollUp();
  }
}
