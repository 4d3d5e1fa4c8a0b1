import { Global, Module } from '@nestjs/common';
import { ErasureService } from './erasure.service.js';
import { ErasureController } from './http/erasure.controller.js';
import { TicketStore } from './persistence/ticket.store.js';
import { WordsStore } from './persistence/words.store.js';
import { lifecycleFaults, TICKET_TRANSITIONS } from './rules/lifecycle.js';
import { WordsSweep } from './words-sweep.js';

/** Foundation: the case file, its lifecycle and its revisions. */
@Global()
@Module({
  controllers: [ErasureController],
  providers: [TicketStore, ErasureService, WordsStore, WordsSweep],
  exports: [TicketStore, ErasureService, WordsSweep],
})
export class TicketsModule {
  constructor() {
    const faults = lifecycleFaults(TICKET_TRANSITIONS, 'received');
    if (faults.length > 0) throw new Error(`the ticket's lifecycle is unsound: ${faults.join('; ')}`);
  }
}
