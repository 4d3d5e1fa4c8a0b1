import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Rounds } from '../platform/rounds.js';
import { InsightsStore } from './persistence/insights.store.js';

const EVERY_MS = 60_000;

/** Counts the quarters of an hour that are over, once. Any number of workers may sweep; one at a time does. */
@Injectable()
export class RollUpSweep implements BeforeApplicationShutdown {
  private readonly log = new Logger('insights');
  private ending = false;
  private readonly rounds = new Rounds(
    () => this.rollAll(),
    (error) => this.log.warn(`sweep: ${error.message}`),
    EVERY_MS,
  );

  constructor(private readonly store: InsightsStore) {}

  start(): void {
    this.rounds.start();
    void this.rounds.now();
  }

  beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    return this.rounds.stop();
  }

  /** Rolls up whatever is over; one sweep at a time. */
  sweep(): Promise<void> {
    return this.rounds.now();
  }

  private async rollAll(): Promise<void> {
    let more = true;
    while (more && !this.ending) more = await this.store.rollUp();
  }
}
