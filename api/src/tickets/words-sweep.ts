import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Rounds } from '../platform/rounds.js';
import { WordsStore } from './persistence/words.store.js';

const EVERY_MS = 15_000;

/** Gathers the words of what was decided, for who looks it up later. Any number of workers may sweep; one at a time does. */
@Injectable()
export class WordsSweep implements BeforeApplicationShutdown {
  private readonly log = new Logger('words');
  private ending = false;
  private readonly rounds = new Rounds(
    () => this.gatherAll(),
    (error) => this.log.warn(`sweep: ${error.message}`),
    EVERY_MS,
  );

  constructor(private readonly store: WordsStore) {}

  start(): void {
    this.rounds.start();
    void this.rounds.now();
  }

  beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    return this.rounds.stop();
  }

  /** Gathers whatever has no words yet; one sweep at a time. */
  sweep(): Promise<void> {
    return this.rounds.now();
  }

  private async gatherAll(): Promise<void> {
    let more = true;
    while (more && !this.ending) more = await this.store.gather();
  }
}
