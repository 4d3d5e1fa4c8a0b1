import { Module } from '@nestjs/common';
import { EventsService } from './events.service.js';
import { EventsController } from './http/events.controller.js';
import { SupportTextsController } from './http/support-texts.controller.js';
import { EventStore } from './persistence/event.store.js';
import { SupportTextStore } from './persistence/support-text.store.js';
import { SupportTextsService } from './support-texts.service.js';

/** What users did with answers, what became of them, and what customers wrote to support. It decides nothing; insights are counted from it. */
@Module({
  controllers: [EventsController, SupportTextsController],
  providers: [EventStore, EventsService, SupportTextStore, SupportTextsService],
})
export class BehaviourModule {}
