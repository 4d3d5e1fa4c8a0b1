import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';
import { Rounds } from './rounds.js';

/**
 * Work that a process comes round to by itself: one round at a time, what fails is logged and left to the next round, and
 * a shutdown waits for the round under way. Any number of processes may sweep.
 */
export abstract class Sweep implements BeforeApplicationShutdown {
  protected readonly log: Logger;
  private ending = false;
  private readonly rounds: Rounds;

  /**
   * @param name what the log calls it
   * @param everyMs milliseconds from one round to the next; as `Rounds` has it unless given
   */
  constructor(name: string, everyMs?: number) {
    this.log = new Logger(name);
    this.rounds = new Rounds(
      () => this.round(),
      (error) => this.log.warn(`sweep: ${error.message}`),
      everyMs,
    );
  }

  start(): void {
    this.rounds.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    return this.rounds.stop();
  }

  /** One round now, or the one under way; never rejects. */
  sweep(): Promise<void> {
    return this.rounds.now();
  }

  protected abstract round(): Promise<void>;

  /** Goes on, a step after the other, until a step says that nothing is left or the process ends. */
  protected async untilDone(step: () => Promise<boolean>): Promise<void> {
    let more = true;
    while (more && !this.ending) more = await step();
  }
}
