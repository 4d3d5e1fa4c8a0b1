import { Module } from '@nestjs/common';
import { DeadlineSweep } from './deadline-sweep.js';
import { LiveController } from './http/live.controller.js';
import { TicketsController } from './http/tickets.controller.js';
import { TicketPage } from './persistence/ticket-page.js';
import { ReviewQueueService } from './review-queue.service.js';
import { TicketViews } from './ticket-views.js';

/** Named lists of tickets that await people, and who works on which. */
@Module({
  controllers: [TicketsController, LiveController],
  providers: [TicketPage, ReviewQueueService, TicketViews, DeadlineSweep],
  exports: [TicketViews, DeadlineSweep],
})
export class ReviewQueuesModule {}
