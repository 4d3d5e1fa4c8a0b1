import { Injectable } from '@nestjs/common';
import { Sweep } from '../platform/sweep.js';
import { InsightsStore } from './persistence/insights.store.js';

const EVERY_MS = 60_000;

/** Counts the quarters of an hour that are over, once. Any number of workers may sweep; one at a time does. */
@Injectable()
export class RollUpSweep extends Sweep {
  constructor(private readonly store: InsightsStore) {
    super('insights', EVERY_MS);
  }

  override start(): void {
    super.start();
    void this.sweep();
  }

  protected round(): Promise<void> {
    return this.untilDone(() => this.store.rollUp());
  }
}
