import { Module } from '@nestjs/common';
import { AgentRate } from './agent-rate.js';
import { CardService } from './card.service.js';
import { ProposalsController } from './http/proposals.controller.js';
import { IntakeService } from './intake.service.js';
import { IntakeStore } from './persistence/intake.store.js';
import { ProposalsService } from './proposals.service.js';

/** Takes proposals in and answers with the response contract. */
@Module({
  controllers: [ProposalsController],
  providers: [AgentRate, IntakeStore, IntakeService, ProposalsService, CardService],
  exports: [AgentRate, IntakeService],
})
export class IntakeModule {}
