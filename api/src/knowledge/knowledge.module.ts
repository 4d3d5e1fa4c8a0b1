import { Global, Module } from '@nestjs/common';
import { CitedPassages } from './cited-passages.js';
import { EmbeddingSweep } from './embedding-sweep.js';
import { EmbeddingsService } from './embeddings.service.js';
import { DocumentsController } from './http/documents.controller.js';
import { PassagesController } from './http/passages.controller.js';
import { KnowledgeService } from './knowledge.service.js';
import { CitationStore } from './persistence/citation.store.js';
import { EmbeddingStore } from './persistence/embedding.store.js';
import { KnowledgeStore } from './persistence/knowledge.store.js';
import { Retrieval } from './retrieval.js';

/** Foundation: documents in versions, their passages, and the search for what speaks to a question. */
@Global()
@Module({
  controllers: [DocumentsController, PassagesController],
  providers: [
    KnowledgeStore,
    CitationStore,
    EmbeddingStore,
    EmbeddingsService,
    EmbeddingSweep,
    KnowledgeService,
    Retrieval,
    CitedPassages,
  ],
  exports: [KnowledgeService, EmbeddingsService, Retrieval, CitedPassages],
})
export class KnowledgeModule {}
