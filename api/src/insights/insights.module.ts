import { Module } from '@nestjs/common';
import { GovernanceModule } from '../governance/governance.module.js';
import { ClusterSweep } from './cluster-sweep.js';
import { ClustersService } from './clusters.service.js';
import { FlagsService } from './flags.service.js';
import { ClustersController } from './http/clusters.controller.js';
import { FlagsController } from './http/flags.controller.js';
import { InsightsController } from './http/insights.controller.js';
import { InsightsService } from './insights.service.js';
import { ClusterStore } from './persistence/cluster.store.js';
import { InsightsStore } from './persistence/insights.store.js';
import { RollUpSweep } from './roll-up-sweep.js';

/** Counts of what happened, for those who tune the desk. Reads what the other stages wrote and changes none of it. */
@Module({
  imports: [GovernanceModule],
  controllers: [InsightsController, FlagsController, ClustersController],
  providers: [InsightsStore, InsightsService, FlagsService, RollUpSweep, ClusterStore, ClustersService, ClusterSweep],
  exports: [RollUpSweep, ClusterSweep],
})
export class InsightsModule {}
