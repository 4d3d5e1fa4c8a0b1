import { Module } from '@nestjs/common';
import type { Environment } from '../../../config/environment.js';
import { IntakeModule } from '../intake/intake.module.js';
import { ENVIRONMENT } from '../platform/environment.token.js';
import { Rulebook } from '../rulebook/rulebook.js';
import { AssistService } from './assist.service.js';
import { DraftMetrics } from './draft-metrics.js';
import { DRAFTER, type Drafter } from './drafter.js';
import { ExtractiveDrafter } from './extractive-drafter.js';
import { AssistController } from './http/assist.controller.js';
import { PromptsController } from './http/prompts.controller.js';
import { MeteredDrafter } from './metered-drafter.js';
import { ModelDrafter } from './model-drafter.js';
import { BudgetStore } from './persistence/budget.store.js';
import { ClaimStore } from './persistence/claim.store.js';
import { PromptStore } from './persistence/prompt.store.js';
import { PromptsService } from './prompts.service.js';
import { Redrafter } from './redraft.service.js';

/** Makes proposals of questions: retrieves, drafts, and hands on to the intake. */
@Module({
  imports: [IntakeModule],
  controllers: [AssistController, PromptsController],
  providers: [
    ClaimStore,
    BudgetStore,
    DraftMetrics,
    PromptStore,
    PromptsService,
    AssistService,
    Redrafter,
    {
      provide: DRAFTER,
      inject: [ENVIRONMENT, PromptsService, Rulebook, BudgetStore, DraftMetrics],
      useFactory: (
        environment: Environment,
        ...[prompts, rulebook, budget, metrics]: [PromptsService, Rulebook, BudgetStore, DraftMetrics]
      ): Drafter =>
        environment.openaiApiKey
          ? new MeteredDrafter(new ModelDrafter(environment, prompts, rulebook, budget, metrics), 'model', metrics)
          : new MeteredDrafter(new ExtractiveDrafter(), 'extractive', metrics),
    },
  ],
  exports: [Redrafter],
})
export class DraftingModule {}
