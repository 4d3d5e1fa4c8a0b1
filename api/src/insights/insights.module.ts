import { Module } from '@nestjs/common';
import { GovernanceModule } from '../governance/governance.module.js';
import { FlagsService } from './flags.service.js';
import { FlagsController } from './http/flags.controller.js';
import { InsightsController } from './http/insights.controller.js';
import { InsightsService } from './insights.service.js';
import { InsightsStore } from './persistence/insights.store.js';
import { RollUpSweep } from './roll-up-sweep.js';

/** Counts of what happened, for those who tune the desk. Reads what the other stages wrote and changes none of it. */
@Module({
  imports: [GovernanceModule],
  controllers: [InsightsController, FlagsController],
  providers: [InsightsStore, InsightsService, FlagsService, RollUpSweep],
  exports: [RollUpSweep],
})
export class InsightsModule {}
