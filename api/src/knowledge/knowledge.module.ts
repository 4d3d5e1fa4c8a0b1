import { Global, Module } from '@nestjs/common';
import { DocumentsController } from './http/documents.controller.js';
import { PassagesController } from './http/passages.controller.js';
import { KnowledgeService } from './knowledge.service.js';
import { KnowledgeStore } from './persistence/knowledge.store.js';
import { Retrieval } from './retrieval.js';

/** Foundation: documents in versions, their passages, and the search for what speaks to a question. */
@Global()
@Module({
  controllers: [DocumentsController, PassagesController],
  providers: [KnowledgeStore, KnowledgeService, Retrieval],
  exports: [KnowledgeService, Retrieval],
})
export class KnowledgeModule {}
