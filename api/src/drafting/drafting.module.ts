import { Module } from '@nestjs/common';
import { IntakeModule } from '../intake/intake.module.js';
import { AssistService } from './assist.service.js';
import { ExtractiveDrafter } from './extractive-drafter.js';
import { AssistController } from './http/assist.controller.js';
import { ClaimStore } from './persistence/claim.store.js';

/** Makes proposals of questions: retrieves, drafts, and hands on to the intake. */
@Module({
  imports: [IntakeModule],
  controllers: [AssistController],
  providers: [ClaimStore, ExtractiveDrafter, AssistService],
})
export class DraftingModule {}
