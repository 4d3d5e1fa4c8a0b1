import { Global, Module } from '@nestjs/common';
import { CitedPassages } from './cited-passages.js';
import { DocumentsController } from './http/documents.controller.js';
import { PassagesController } from './http/passages.controller.js';
import { KnowledgeService } from './knowledge.service.js';
import { CitationStore } from './persistence/citation.store.js';
import { KnowledgeStore } from './persistence/knowledge.store.js';
import { Retrieval } from './retrieval.js';

/** Foundation: documents in versions, their passages, and the search for what speaks to a question. */
@Global()
@Module({
  controllers: [DocumentsController, PassagesController],
  providers: [KnowledgeStore, CitationStore, KnowledgeService, Retrieval, CitedPassages],
  exports: [KnowledgeService, Retrieval, CitedPassages],
})
export class KnowledgeModule {}
