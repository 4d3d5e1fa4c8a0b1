import { Global, Module } from '@nestjs/common';
import { TicketStore } from './persistence/ticket.store.js';
import { lifecycleFaults, TICKET_TRANSITIONS } from './rules/lifecycle.js';

/** Foundation: the case file, its lifecycle and its revisions. */
@Global()
@Module({ providers: [TicketStore], exports: [TicketStore] })
export class TicketsModule {
  constructor() {
    const faults = lifecycleFaults(TICKET_TRANSITIONS, 'received');
    if (faults.length > 0) throw new Error(`the ticket's lifecycle is unsound: ${faults.join('; ')}`);
  }
}
