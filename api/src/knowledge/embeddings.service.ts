import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Embedder } from './connectors/embedder.js';
import { EmbeddingStore } from './persistence/embedding.store.js';
import type { PassageRow } from './persistence/knowledge.store.js';

/** Passages in one call of a model: 64 of 1,200 characters are some 20,000 tokens. */
const TOGETHER = 64;
const PASSAGES_MS = 30_000;

/** Whoever asks waits for this one. */
const QUESTION_MS = 2_000;

/** Characters of a question that are embedded: models take some 8,000 tokens, and refuse more. */
const MOST_OF_QUESTION = 8_000;

const NO_PGVECTOR =
  'Passages are found by their words alone: the database has no pgvector, or had none when it was last migrated (docs/knowledge.md).';

/** Finds passages by meaning, where a model for it is named and the database has pgvector. */
@Injectable()
export class EmbeddingsService {
  private readonly log = new Logger('embeddings');
  private readonly embedder: Embedder | null;
  private saidLack = false;

  constructor(
    private readonly store: EmbeddingStore,
    @Inject(ENVIRONMENT) { openaiApiKey, openaiBaseUrl, embeddingModel }: Environment,
  ) {
    this.embedder = openaiApiKey && embeddingModel ? new Embedder(openaiApiKey, openaiBaseUrl, embeddingModel) : null;
  }

  /**
   * The passages in force that stand nearest to a question, nearest first; `null` where nothing is found by meaning, or the model did not
   * answer in time: then words alone must do.
   */
  async nearest(question: string, most: number): Promise<PassageRow[] | null> {
    const embedder = await this.able();
    if (!embedder || question.trim() === '') return null;
    try {
      const [vector] = await embedder.embed([question.slice(0, MOST_OF_QUESTION).toWellFormed()], QUESTION_MS);
      return await this.store.nearest(embedder.model, vector!, most);
    } catch (error) {
      this.log.warn(`a question was looked up by its words alone: ${(error as Error).message}`);
      return null;
    }
  }

  /**
   * Embeds some of the passages in force that have no embedding by the model. Several processes may; what two embed at the same time
   * is paid for twice and kept once.
   * @returns how many; 0 when none is left, or there is nothing to do it with
   */
  async embedSome(): Promise<number> {
    const embedder = await this.able();
    if (!embedder) return 0;
    const passages = await this.store.some(embedder.model, TOGETHER);
    if (passages.length === 0) {
      await this.store.tidy(embedder.model);
      return 0;
    }
    const vectors = await embedder.embed(
      passages.map(({ text }) => text),
      PASSAGES_MS,
    );
    await this.store.add(embedder.model, passages, vectors);
    return passages.length;
  }

  /** Why nothing is found by meaning here; `null` where it is. */
  async lacks(): Promise<string | null> {
    if (!this.embedder) return 'OPENAI_EMBEDDING_MODEL names no model.';
    return (await this.store.isThere()) ? null : NO_PGVECTOR;
  }

  private async able(): Promise<Embedder | null> {
    const lacks = await this.lacks();
    if (lacks === null || !this.embedder) return this.embedder;
    if (!this.saidLack) this.log.warn(lacks);
    this.saidLack = true;
    return null;
  }
}
