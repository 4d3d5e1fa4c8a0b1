import { Module } from '@nestjs/common';
import { DeadlineSweep } from './deadline-sweep.js';
import { HandOverService } from './hand-over.service.js';
import { BesideController } from './http/beside.controller.js';
import { LiveController } from './http/live.controller.js';
import { TicketsController } from './http/tickets.controller.js';
import { TicketPage } from './persistence/ticket-page.js';
import { Presence } from './presence.js';
import { ReviewQueueService } from './review-queue.service.js';
import { SimilarCases } from './similar-cases.js';
import { TicketViews } from './ticket-views.js';

/** Named lists of tickets that await people, and who works on which. */
@Module({
  controllers: [TicketsController, BesideController, LiveController],
  providers: [TicketPage, ReviewQueueService, HandOverService, TicketViews, SimilarCases, Presence, DeadlineSweep],
  exports: [TicketViews, DeadlineSweep],
})
export class ReviewQueuesModule {}
