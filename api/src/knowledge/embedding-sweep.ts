import { Injectable } from '@nestjs/common';
import { Sweep } from '../platform/sweep.js';
import { EmbeddingsService } from './embeddings.service.js';

const EVERY_MS = 10_000;

/** Embeds passages that came in, and forgets those that went out of force. */
@Injectable()
export class EmbeddingSweep extends Sweep {
  constructor(private readonly embeddings: EmbeddingsService) {
    super('embeddings', EVERY_MS);
  }

  protected round(): Promise<void> {
    return this.untilDone(async () => (await this.embeddings.embedSome()) > 0);
  }
}
