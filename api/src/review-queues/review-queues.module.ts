import { Module } from '@nestjs/common';
import { DeadlineSweep } from './deadline-sweep.js';
import { HandOverService } from './hand-over.service.js';
import { BesideController } from './http/beside.controller.js';
import { LiveController } from './http/live.controller.js';
import { SavedFiltersController } from './http/saved-filters.controller.js';
import { TicketsController } from './http/tickets.controller.js';
import { SavedFilterStore } from './persistence/saved-filter.store.js';
import { TicketPage } from './persistence/ticket-page.js';
import { Presence } from './presence.js';
import { ReviewQueueService } from './review-queue.service.js';
import { SavedFiltersService } from './saved-filters.service.js';
import { SimilarCases } from './similar-cases.js';
import { TicketViews } from './ticket-views.js';

/** Named lists of tickets that await people, and who works on which. */
@Module({
  controllers: [TicketsController, SavedFiltersController, BesideController, LiveController],
  providers: [
    TicketPage,
    SavedFilterStore,
    SavedFiltersService,
    ReviewQueueService,
    HandOverService,
    TicketViews,
    SimilarCases,
    Presence,
    DeadlineSweep,
  ],
  exports: [TicketViews, DeadlineSweep],
})
export class ReviewQueuesModule {}
