import { Global, Module } from '@nestjs/common';
import { GovernanceModule } from '../governance/governance.module.js';
import { WarningSigns } from '../governance/warning-signs.js';
import { ClusterSweep } from './cluster-sweep.js';
import { ClustersService } from './clusters.service.js';
import { FlagsService } from './flags.service.js';
import { ClustersController } from './http/clusters.controller.js';
import { FlagsController } from './http/flags.controller.js';
import { InsightsController } from './http/insights.controller.js';
import { TrendsController } from './http/trends.controller.js';
import { InsightsService } from './insights.service.js';
import { ClusterStore } from './persistence/cluster.store.js';
import { InsightsStore } from './persistence/insights.store.js';
import { RawLinesStore } from './persistence/raw-lines.store.js';
import { RollUpSweep } from './roll-up-sweep.js';
import { TrendsService } from './trends.service.js';

/** Counts of what happened, for those who tune the desk. Reads what the other stages wrote and changes none of it. */
// The stage before asks what a warning sign counts, and only this one knows.
@Global()
@Module({
  imports: [GovernanceModule],
  controllers: [InsightsController, TrendsController, FlagsController, ClustersController],
  providers: [
    InsightsStore,
    RawLinesStore,
    InsightsService,
    TrendsService,
    FlagsService,
    { provide: WarningSigns, useExisting: FlagsService },
    RollUpSweep,
    ClusterStore,
    ClustersService,
    ClusterSweep,
  ],
  exports: [RollUpSweep, ClusterSweep, WarningSigns],
})
export class InsightsModule {}
