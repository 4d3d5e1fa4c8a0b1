import { Module } from '@nestjs/common';
import { lifecycleFaults } from '../tickets/rules/lifecycle.js';
import { ChangeEffect } from './change-effect.js';
import { ChangesService } from './changes.service.js';
import { FilingService } from './filing.service.js';
import { ChangeLooksController } from './http/change-looks.controller.js';
import { ChangesController } from './http/changes.controller.js';
import { TryPolicyController } from './http/try-policy.controller.js';
import { ChangeStore } from './persistence/change.store.js';
import { CHANGE_TRANSITIONS } from './rules/lifecycle.js';

/** Changes to the rules, which take the approval of others than who files them. */
@Module({
  controllers: [ChangesController, ChangeLooksController, TryPolicyController],
  providers: [ChangeStore, ChangeEffect, FilingService, ChangesService],
  exports: [ChangesService],
})
export class GovernanceModule {
  constructor() {
    const faults = lifecycleFaults(CHANGE_TRANSITIONS, 'open');
    if (faults.length > 0) throw new Error(`the change's lifecycle is unsound: ${faults.join('; ')}`);
  }
}
