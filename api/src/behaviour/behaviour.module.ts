import { Module } from '@nestjs/common';
import { EventsService } from './events.service.js';
import { EventsController } from './http/events.controller.js';
import { EventStore } from './persistence/event.store.js';

/** What users did with answers, and what became of them. It decides nothing; insights are counted from it. */
@Module({
  controllers: [EventsController],
  providers: [EventStore, EventsService],
})
export class BehaviourModule {}
