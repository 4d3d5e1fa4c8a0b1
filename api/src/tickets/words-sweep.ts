import { Injectable } from '@nestjs/common';
import { Sweep } from '../platform/sweep.js';
import { WordsStore } from './persistence/words.store.js';

const EVERY_MS = 15_000;

/** Gathers the words of what was decided, for who looks it up later. Any number of workers may sweep; one at a time does. */
@Injectable()
export class WordsSweep extends Sweep {
  constructor(private readonly store: WordsStore) {
    super('words', EVERY_MS);
  }

  override start(): void {
    super.start();
    void this.sweep();
  }

  protected round(): Promise<void> {
    return this.untilDone(() => this.store.gather());
  }
}
